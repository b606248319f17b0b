#!/bin/sh
# Benchmarks P1, P2 and P5: the packet path and a Debian peer alternately on one capture, page cache warm; prints CPU seconds
# (user + system, whole process, start of the JVM included), their ratios, and CPU nanoseconds a packet of a warm JVM.
#   evaluation/bench/packets.sh CAPTURE [PAIRS] [ROUNDS]      as text; a JSON line last
# P1: read, parse, classify; peer: tcpdump --count.  P2: also statistics per minute and service with distinct sources;
# peer: tracereport -p (libtrace-tools).  P5: test of ten-minute windows for sources that act together.  A peer that is not installed is said to be NOT RUN. YOCHI_CLASSPATH: classes to
# use instead of those that ./yochi builds; YOCHI_JAVA: the java to use.
set -eu
[ $# -ge 1 ] && [ -r "$1" ] || { echo "usage: packets.sh CAPTURE [PAIRS] [ROUNDS]; the capture must be readable" >&2; exit 2; }
capture=$1; pairs=${2:-5}; rounds=${3:-7}
root=$(cd "$(dirname "$0")/../.." && pwd)
if [ -z "${YOCHI_CLASSPATH:-}" ]; then
    "$root/yochi" --version >/dev/null
    YOCHI_CLASSPATH=$root/app/target/classes:$(cat "$root/app/target/classpath")
fi
java=${YOCHI_JAVA:-$("$root/yochi" --version | sed -n 's/^JDK .*, \(.*\))$/\1/p')/bin/java} # the JDK that the launcher finds
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
ours() { "$java" -XX:+UseSerialGC -Xmx512m -cp "$YOCHI_CLASSPATH" yochi.evaluation.PacketPath "$@"; }
cpu() { # user + system seconds of a command; its own messages are shown only where it fails
    LC_ALL=C bash -c 'TIMEFORMAT="CPU %U %S"; time "$@" >"$0/out" 2>"$0/err" || { cat "$0/err" >&2; exit 1; }' "$work" "$@" 2>"$work/time" ||
        { cat "$work/time" >&2; echo "packets.sh: failed: $*" >&2; exit 4; }
    awk '$1 == "CPU" { printf "%.3f", $2 + $3 }' "$work/time"
}
spread() { # median, least and largest of the numbers, comma-separated
    printf '%s\n' "$@" | sort -n | awk '{ v[NR] = $1 } END { m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
        printf "%.3f,%.3f,%.3f", m, v[1], v[NR] }'
}
words() { echo "$1" | awk -F, '{ printf "%s (%s to %s)", $1, $2, $3 }'; }
json() { echo "$1" | awk -F, '{ printf "{\"median\":%s,\"least\":%s,\"largest\":%s}", $1, $2, $3 }'; }

# bench ID MODE NAME-OF-PEER RATIO-TARGET NS-TARGET PEER-COMMAND...
bench() {
    id=$1; mode=$2; peer=$3; most=$4; nanos=$5; shift 5
    oursAll=; peerAll=; ratios=
    tool=${peer%% *}
    have=yes; command -v "$tool" >/dev/null || have=no
    for pair in $(seq "$pairs"); do
        cat "$capture" >/dev/null
        a=$(cpu "$java" -XX:+UseSerialGC -Xmx512m -cp "$YOCHI_CLASSPATH" yochi.evaluation.PacketPath "$mode" "$capture" 1)
        packets=$(awk '{ print $1 }' "$work/out")
        oursAll="$oursAll $a"
        if [ "$have" = yes ]; then
            b=$(cpu "$@")
            peerAll="$peerAll $b"
            ratio=$(awk "BEGIN { if ($b <= 0) exit 1; printf \"%.3f\", $a / $b }") ||
                { echo "packets.sh: $peer took no measurable time; use a larger capture" >&2; exit 4; }
            ratios="$ratios $ratio"
            echo "$id pair $pair: ours $a CPU-s, $peer $b CPU-s, ratio $ratio"
        else
            echo "$id pair $pair: ours $a CPU-s"
        fi
    done
    # The first rounds warm the JVM: the steady state is the second half.
    steady=$(ours "$mode" "$capture" "$rounds" | awk '{ v[NR] = $3 } END { for (i = int(NR / 2) + 1; i <= NR; i++) print v[i] }')
    # shellcheck disable=SC2086
    { o=$(spread $oursAll); s=$(spread $steady); }
    echo "$id whole process, $packets packets: ours $(words "$o") CPU-s"
    echo "$id steady: $(words "$s") ns a packet (target at most $nanos)"
    line="{\"id\":\"$id\",\"packets\":$packets,\"pairs\":$pairs,\"oursCpuSeconds\":$(json "$o"),\"nanosPerPacket\":$(json "$s"),\"nanosTarget\":$nanos"
    if [ "$have" = yes ]; then
        # shellcheck disable=SC2086
        { p=$(spread $peerAll); r=$(spread $ratios); }
        echo "$id ratio to $peer: $(words "$r") (target at most $most)"
        line="$line,\"peer\":\"$peer\",\"peerCpuSeconds\":$(json "$p"),\"ratio\":$(json "$r"),\"ratioTarget\":$most}"
    else
        echo "$id ratio: NOT RUN, $tool is not installed"
        line="$line,\"peer\":\"$peer\",\"notRun\":\"$tool is not installed\"}"
    fi
    results="$results${results:+,}$line"
}

# P5: whole process over all ten-minute windows of the capture; Dark-TRACER's figure is of R on another day, no peer here.
onset() {
    all=
    for pair in $(seq "$pairs"); do
        cat "$capture" >/dev/null
        a=$(cpu "$java" -XX:+UseSerialGC -Xmx512m -cp "$YOCHI_CLASSPATH" yochi.evaluation.PacketPath onset "$capture" 1)
        windows=$(awk '{ print $4 }' "$work/out")
        all="$all $(awk "BEGIN { printf \"%.3f\", $a / $windows }")"
    done
    # shellcheck disable=SC2086
    o=$(spread $all)
    echo "P5 whole process, $windows windows of ten minutes: $(words "$o") CPU-s a window (target at most 10)"
    results="$results,{\"id\":\"P5\",\"windows\":$windows,\"cpuSecondsPerWindow\":$(json "$o"),\"target\":10}"
}

results=
bench P1 classify "tcpdump --count" 0.6 15 tcpdump -nr "$capture" --count
# tracereport writes its report into the folder it runs in.
bench P2 summarise "tracereport -p" 0.4 80 sh -c 'cd "$1" && exec tracereport -p "pcapfile:$2"' tracereport "$work" "$(realpath "$capture")"
onset
echo "load: $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo unknown) on $(nproc) cores"
echo "{\"benchmark\":\"packets\",\"capture\":\"$(basename "$capture")\",\"load\":\"$(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo unknown)\",\"cores\":$(nproc),\"results\":[$results]}"
