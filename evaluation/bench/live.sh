#!/bin/sh
# Benchmark P10: what a live capture of one /16 costs, 3,500 packets a second through standard input into yochi observe.
#   evaluation/bench/live.sh CAPTURE [SECONDS (120)] [WARM-UP (60)] [PACKETS A SECOND (3500)]     as text; a JSON line last
# Counts user + system time of yochi's process between the end of the warm-up and the end of the input.
set -eu
[ $# -ge 1 ] && [ -r "$1" ] || { echo "usage: live.sh CAPTURE [SECONDS] [WARM-UP] [PACKETS A SECOND]" >&2; exit 2; }
capture=$1; seconds=${2:-120}; warm=${3:-60}; rate=${4:-3500}
root=$(cd "$(dirname "$0")/../.." && pwd)
: "${YOCHI:=$root/yochi}"
"$YOCHI" --version >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
mkfifo "$work/pipe"
"$YOCHI" observe - --sensor live --country SG --json "$work/out.json" <"$work/pipe" >/dev/null 2>"$work/err" &
yochi=$!
python3 "$root/evaluation/bench/pace.py" "$capture" "$rate" "$((warm + seconds + 3))" >"$work/pipe" 2>"$work/paced" &
ticks() { sed 's/.*) //' "/proc/$yochi/stat" | awk '{ print $12 + $13 }'; } # user and system, hundredths of a second
sleep "$warm"
before=$(ticks)
sleep "$seconds"
after=$(ticks)
wait
status=0; [ -s "$work/out.json" ] || status=1
cat "$work/paced" "$work/err" >&2
[ "$status" = 0 ] || { echo "live.sh: yochi gave no result" >&2; exit 4; }
share=$(awk "BEGIN { printf \"%.2f\", ($after - $before) / $(getconf CLK_TCK) / $seconds * 100 }")
echo "P10: $share % of a core at $rate packets a second over $seconds s, after $warm s (target at most 1)"
echo "{\"benchmark\":\"P10\",\"packetsPerSecond\":$rate,\"seconds\":$seconds,\"warmUp\":$warm,\"percentOfCore\":$share,\"target\":1}"
