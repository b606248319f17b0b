#!/bin/sh
# Benchmark P4: Crypto-PAn rewrite of a capture, ours and traceanon (libtrace-tools) alternately; prints CPU seconds and ratios.
#   evaluation/bench/anonymise.sh CAPTURE [PAIRS] [FOLDER FOR OUTPUT]      as text; a JSON line last
set -eu
capture=$1; pairs=${2:-5}; folder=${3:-$(mktemp -d)}
root=$(cd "$(dirname "$0")/../.." && pwd)
command -v traceanon >/dev/null || { echo "anonymise.sh: install libtrace-tools for the peer traceanon" >&2; exit 4; }
key=0123456789abcdef0123456789abcdef
printf %s "$key" >"$folder/bench.key"
: "${YOCHI:=$root/yochi}"
"$YOCHI" --version >/dev/null
cpu() { # user + system seconds of a command
    LC_ALL=C bash -c 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1' cpu "$@" 2>&1 | awk '{ print $1 + $2 }'
}
ratios=
for pair in $(seq "$pairs"); do
    cat "$capture" >/dev/null
    ours=$(cpu "$YOCHI" anonymise "$capture" "$folder/ours.pcap" --key "$folder/bench.key" --payload)
    rm -f "$folder/ours.pcap"
    peer=$(cpu traceanon -s -d -c "$key" "pcapfile:$capture" "pcapfile:$folder/peer.pcap")
    rm -f "$folder/peer.pcap"
    ratio=$(awk "BEGIN { printf \"%.3f\", $ours / $peer }")
    ratios="$ratios $ratio"
    echo "pair $pair: ours $ours s, traceanon $peer s, ratio $ratio"
done
median=$(printf '%s\n' $ratios | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }')
echo "median ratio $median (P4: at most 0.3)"
echo "{\"benchmark\":\"P4\",\"capture\":\"$(basename "$capture")\",\"ratios\":[$(printf '%s' "${ratios# }" | tr ' ' ',')],\"median\":$median}"
