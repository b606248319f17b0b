#!/bin/sh
# Benchmark P3: flow tuples of a capture to the node's archive, sorted and compressed, page cache warm; CPU seconds (user +
# system, whole process, start of the JVM included) per million packets, and a Debian peer alternately.
#   evaluation/bench/archive.sh CAPTURE [PAIRS]      as text; a JSON line last
# Ours: read, classify, summarise with sources per minute and cell, keep, seal to Parquet. Once more without the archive, and
# with every further detail with and without it: their differences tell what each part costs. Peer: nfpcapd of nfdump writes
# flows, LZO-compressed; nfdump -A then aggregates each file of 5 minutes (all
# at once take 5 GB of memory for 24 million packets). A peer that is not installed is said to be NOT RUN.
# YOCHI_CLASSPATH: classes to use instead of those that ./yochi builds; YOCHI_JAVA: the java to use.
set -eu
[ $# -ge 1 ] && [ -r "$1" ] || { echo "usage: archive.sh CAPTURE [PAIRS]; the capture must be readable" >&2; exit 2; }
capture=$(realpath "$1"); pairs=${2:-5}
root=$(cd "$(dirname "$0")/../.." && pwd)
if [ -z "${YOCHI_CLASSPATH:-}" ]; then
    "$root/yochi" --version >/dev/null
    YOCHI_CLASSPATH=$root/app/target/classes:$(cat "$root/app/target/classpath")
fi
java=${YOCHI_JAVA:-$("$root/yochi" --version | sed -n 's/^JDK .*, \(.*\))$/\1/p')/bin/java} # the JDK that the launcher finds
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cpu() { # user + system seconds of a command; its own messages are shown only where it fails
    LC_ALL=C bash -c 'TIMEFORMAT="CPU %U %S"; time "$@" >"$0/out" 2>"$0/err" || { cat "$0/err" >&2; exit 1; }' "$work" "$@" 2>"$work/time" ||
        { cat "$work/time" >&2; echo "archive.sh: failed: $*" >&2; exit 4; }
    awk '$1 == "CPU" { printf "%.3f", $2 + $3 }' "$work/time"
}
ours() { # mode; CPU seconds, and leaves "packets closing keeping sealing process cells tuples bytes" in out
    rm -rf "$work/archive"
    cpu "$java" -XX:+UseSerialGC -Xmx1g --enable-native-access=ALL-UNNAMED -cp "$YOCHI_CLASSPATH" \
        yochi.evaluation.ArchivePath "$1" "$capture" "$work/archive" 60
}
field() { awk -v f="$1" '{ print $f }' "$work/out"; }
per() { awk "BEGIN { printf \"%.3f\", $1 / ($packets / 1e6) }"; }
spread() { # median, least and largest of the numbers, comma-separated
    printf '%s\n' "$@" | sort -n | awk '{ v[NR] = $1 } END { m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
        printf "%.3f,%.3f,%.3f", m, v[1], v[NR] }'
}
words() { echo "$1" | awk -F, '{ printf "%s (%s to %s)", $1, $2, $3 }'; }
json() { echo "$1" | awk -F, '{ printf "{\"median\":%s,\"least\":%s,\"largest\":%s}", $1, $2, $3 }'; }

have=yes; command -v nfpcapd >/dev/null && command -v nfdump >/dev/null || have=no
archives=; plains=; details=; alls=; keeps=; seals=; peers=; sorts=; ratios=
for pair in $(seq "$pairs"); do
    cat "$capture" >/dev/null
    a=$(ours archive); packets=$(field 1); tuples=$(field 7); bytes=$(field 8); a=$(per "$a"); archives="$archives $a"
    keeps="$keeps $(per "$(field 3)e-9")"; seals="$seals $(per "$(field 4)e-9")"
    s=$(ours summarise); plains="$plains $(per "$s")"
    d=$(ours details); details="$details $(per "$d")"
    b=$(ours all); alls="$alls $(per "$b")"
    line="P3 pair $pair: ours $a CPU-s per million packets, without the archive $(per "$s"), with details $(per "$d"), both $(per "$b")"
    if [ "$have" = yes ]; then
        rm -rf "$work/flows"; mkdir "$work/flows"
        p=$(cpu nfpcapd -r "$capture" -w "$work/flows" -z)
        flowBytes=$(du -sb "$work/flows" | cut -f1)
        # shellcheck disable=SC2016
        q=$(cpu sh -c 'for f in "$1"/nfcapd.*; do nfdump -q -r "$f" -A srcip,dstip,srcport,dstport,proto -w "$1/sorted" -z || exit 1; done' \
            nfdump "$work/flows")
        peers="$peers $(per "$p")"; sorts="$sorts $(per "$q")"
        r=$(awk "BEGIN { printf \"%.3f\", $a / $(per "$p") }"); ratios="$ratios $r"
        line="$line; nfpcapd $(per "$p"), nfdump -A $(per "$q"); ratio to nfpcapd $r"
    fi
    echo "$line"
done
# shellcheck disable=SC2086
{ A=$(spread $archives); S=$(spread $plains); D=$(spread $details); B=$(spread $alls); K=$(spread $keeps); E=$(spread $seals); }
echo "P3, $packets packets: $(words "$A") CPU-s per million packets (target at most 0.24, wanted 0.12)"
echo "  of it sort, pack, store: $(words "$K"); seal: $(words "$E"); the same without the archive: $(words "$S")"
echo "  every further detail, without the archive: $(words "$D"); with it: $(words "$B")"
perPacket=$(awk "BEGIN { printf \"%.2f\", $bytes / $packets }")
echo "  $tuples tuples in $bytes bytes, $perPacket a packet (wanted: 443 MB for hour2g, 18.8 a packet)"
out="{\"id\":\"P3\",\"packets\":$packets,\"pairs\":$pairs,\"cpuSecondsPerMillion\":$(json "$A"),\"target\":0.24,\"wanted\":0.12"
out="$out,\"keep\":$(json "$K"),\"seal\":$(json "$E"),\"withoutArchive\":$(json "$S"),\"details\":$(json "$D"),\"all\":$(json "$B")"
out="$out,\"tuples\":$tuples,\"bytes\":$bytes,\"bytesPerPacket\":$perPacket"
if [ "$have" = yes ]; then
    # shellcheck disable=SC2086
    { P=$(spread $peers); Q=$(spread $sorts); R=$(spread $ratios); }
    echo "  nfpcapd -z: $(words "$P"), $flowBytes bytes; nfdump -A: $(words "$Q"); ratio to nfpcapd: $(words "$R")"
    out="$out,\"peer\":\"nfpcapd -z\",\"peerCpuSecondsPerMillion\":$(json "$P"),\"peerSort\":$(json "$Q"),\"peerBytes\":$flowBytes,\"ratio\":$(json "$R")}"
else
    echo "  ratio: NOT RUN, nfpcapd is not installed (package nfdump)"
    out="$out,\"peer\":\"nfpcapd -z\",\"notRun\":\"nfpcapd is not installed\"}"
fi
load=$(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo unknown)
echo "load: $load on $(nproc) cores"
echo "{\"benchmark\":\"archive\",\"capture\":\"$(basename "$capture")\",\"load\":\"$load\",\"cores\":$(nproc),\"results\":[$out]}"
