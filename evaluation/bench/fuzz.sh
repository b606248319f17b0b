#!/usr/bin/env bash
# The fuzz campaign of K-7: every @FuzzTest with Jazzer until each target has had its CPU minutes, over as many runs as
# it takes. What it keeps grows from run to run: a corpus for each target, the log, the finds.
#   fuzz.sh [-k FOLDER] [MINUTES] [TARGET...]        60 minutes each unless said otherwise; always the target that has
#                                                    had least. TARGET: Class.method, or a part of it
#   fuzz.sh [-k FOLDER] --table [TARGET...]          what each target has had so far, as a table
#   fuzz.sh [-k FOLDER] --seeds BYTES [TARGET...]    copies inputs that reach more than the committed seeds do beside
#                                                    them, those that add most first, up to BYTES for a target
# FOLDER: beside the repository unless given. MINUTES are CPU minutes of the target itself, without the JVM's start.
# A find (crash, hang over 60 s, memory) ends the target's turn; it is told, kept in FOLDER/finds, and copied beside the
# target's committed seeds, so that ./yochi test fails until it is mended. Exit code 3 where something was found.
# YOCHI_CLASSPATH: classes to use instead of Maven's (all modules); YOCHI_JAVA: the java to use; SLICE: CPU seconds of a
# turn (60).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
keep=$(dirname "$root")/yochi-fuzz
[ "${1:-}" != -k ] || { keep=$2; shift 2; }
mkdir -p "$keep/finds"
keep=$(cd "$keep" && pwd)
log=$keep/log.tsv
ticks=$(getconf CLK_TCK)

# MODULE CLASS METHOD of each target whose Class.method holds one of the parts.
targets() {
  git ls-files --cached --others --exclude-standard '*FuzzTest.java' | while IFS= read -r file; do
    class=$(sed 's|.*/src/test/java/||; s|\.java$||; s|/|.|g' <<<"$file")
    grep -A4 '@FuzzTest' "$file" | sed -nE 's/^[^(]*void ([A-Za-z0-9_]+)\(.*/\1/p' | while IFS= read -r method; do
      for part in "${@:-.}"; do
        if [[ "$class.$method" == *"$part"* ]]; then echo "${file%%/*} $class $method"; break; fi
      done
    done
  done
}

# Sums of one target over the log: CPU seconds, executions, most edges, finds, longest input's seconds.
had() {
  [ ! -f "$log" ] || awk -F'\t' -v t="$1" '$2 == t { c += $3; e += $4; if ($5 > m) m = $5; f += $8 != "-"
    if ($7 > s) s = $7 } END { printf "%d %.0f %d %d %d\n", c, e, m, f, s }' "$log"
}

table() {
  echo "| target | CPU min | executions | edges | corpus | finds |"
  echo "|---|---|---|---|---|---|"
  targets "$@" | while read -r _ class method; do
    read -r cpu runs edges finds _ <<<"$(had "$class.$method") 0 0 0 0 0"
    awk -v t="${class#yochi.}.$method" -v c="$cpu" -v r="$runs" -v e="$edges" -v f="$finds" \
      -v n="$(find "$keep/corpus/$class.$method" -type f 2>/dev/null | wc -l)" \
      'BEGIN { printf "| `%s` | %.1f | %d | %d | %d | %d |\n", t, c / 60, r, e, n, f }'
  done
}

# Jazzer on one target, with further options; the seeds that are committed are always read.
jazzer() { # CLASS METHOD OPTION...
  local class=$1 method=$2 guides='yochi.**'
  shift 2
  # Certificates are taken apart by a library: without its branches the search would see nothing.
  [[ $class != *.identity.Est* ]] || guides+=':org.bouncycastle.asn1.**:org.bouncycastle.pkcs.**:org.bouncycastle.cms.**'
  exec "$java" -XX:+EnableDynamicAgentLoading -XX:+UseSerialGC -Xmx384m --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -cp "$classpath" com.code_intelligence.jazzer.Jazzer \
    "--target_class=$class" "--target_method=$method" "--instrumentation_includes=$guides" "$@"
}

cpu() { awk -v t="$ticks" '{ printf "%d\n", ($14 + $15) / t }' "/proc/$1/stat" 2>/dev/null || true; }

# One turn: stopped after so many CPU seconds; one line in the log, one on the screen.
turn() { # MODULE CLASS METHOD SECONDS
  local target=$2.$3 out=$keep/last.$2.$3 corpus=$keep/corpus/$2.$3 found=$keep/finds/$2.$3 code=0
  local seeds=$root/$1/src/test/resources/${2//.//}Inputs/$3 begun=0 now=0 last=0 asked=no
  mkdir -p "$corpus" "$found" "$seeds"
  (jazzer "$2" "$3" -print_final_stats=1 -max_len=16384 -timeout=60 -rss_limit_mb=1500 -report_slow_units=5 \
    "-artifact_prefix=$found/" "$corpus" "$seeds" >"$out" 2>&1) &
  local pid=$!
  while kill -0 $pid 2>/dev/null; do
    sleep 2
    now=$(cpu $pid)
    last=${now:-$last}
    [ "$begun" -gt 0 ] || ! grep -q INITED "$out" || begun=$last
    if [ "$begun" -gt 0 ] && [ $((last - begun)) -ge "$4" ]; then
      if [ $asked = no ]; then kill -INT $pid; else kill -KILL $pid; fi
      asked=yes
      for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 $pid 2>/dev/null || break; sleep 2; done
    fi
  done
  wait $pid || code=$?
  rmdir "$seeds" "$found" 2>/dev/null || true
  local edges runs slow find=-
  edges=$(sed -nE 's/^#[0-9]+.*cov: ([0-9]+).*/\1/p' "$out" | sort -n | tail -n 1)
  runs=$(sed -nE 's/^stat::number_of_executed_units: *([0-9]+)/\1/p; s/^Done ([0-9]+) runs.*/\1/p' "$out" | tail -n 1)
  runs=${runs:-$(sed -nE 's/^#([0-9]+).*/\1/p' "$out" | tail -n 1)}
  slow=$(sed -nE 's/^stat::slowest_unit_time_sec: *([0-9]+)/\1/p' "$out" | tail -n 1)
  if [ $asked = no ] && [ $code -ne 0 ]; then
    find=$(keep_find "$found" "$seeds" "$out")
    failed=$((failed + 1))
    done_with+=" $target "
    grep -aE -A14 '== Java Exception|== libFuzzer|ERROR:' "$out" | head -n 40 || tail -n 20 "$out"
    cp "$out" "$keep/finds/$target.log"
  fi
  printf '%s\t%s\t%d\t%d\t%d\t%d\t%d\t%s\t%s\n' "$(date -u +%FT%TZ)" "$target" \
    $((begun > 0 ? last - begun : 0)) "${runs:-0}" "${edges:-0}" "$(find "$corpus" -type f | wc -l)" "${slow:-0}" \
    "$find" "$(git rev-parse --short HEAD)" >>"$log"
  echo "$target: $(tail -n 1 "$log" | awk -F'\t' '{
    printf "%d CPU s, %d executions, %d edges, corpus of %d", $3, $4, $5, $6
    if ($8 != "-") printf ", FOUND: %s", $8 }')"
}

# The input that broke the target, as a seed beside the others; gives its name.
keep_find() { # FOUND SEEDS OUT
  local input
  input=$(grep -aoE 'Test unit written to .*' "$3" | sed 's/Test unit written to //' | tail -n 1)
  [ -n "$input" ] && [ -f "$input" ] || { echo "without an input"; return 0; }
  mkdir -p "$2"
  local name
  name=$(basename "$input" | cut -c1-16)
  cp "$input" "$2/$name"
  echo "$name"
}

# Inputs that reach edges which the committed seeds do not: always the one that adds most, until BYTES are spent on the
# target or the best adds fewer than five.
seeds() { # BYTES MODULE CLASS METHOD
  local folder=$root/$2/src/test/resources/${3//.//}Inputs/$4 corpus=$keep/corpus/$3.$4 more name
  [ -d "$corpus" ] || return 0
  more=$(mktemp -d)
  mkdir -p "$folder" "$more/known"
  cp "$folder"/* "$more/known" 2>/dev/null || true
  cp -r "$more/known" "$more/all"
  (jazzer "$3" "$4" -merge=1 -use_counters=0 -max_len=16384 "-merge_control_file=$more/control" "$more/all" "$corpus") \
    >"$more/out" 2>&1 || tail -n 5 "$more/out"
  find "$more/known" "$corpus" -type f -printf '%s %p\n' | awk -v most="$1" -v known="$more/known/" '
    FILENAME == "-" { size[$2] = $1; next }
    FNR <= 2 { if (FNR == 1) files = $1; next }
    FNR <= files + 2 { file[FNR - 3] = $0; sub(/^.*\/all\//, known, file[FNR - 3]); next }
    $1 == "FT" { reach[$2] = substr($0, length($1 $2) + 3) }
    END {
      for (i in reach) if (index(file[i], known) == 1) {
        n = split(reach[i], e, " "); for (k = 1; k <= n; k++) had[e[k]]
      }
      while (1) {
        best = ""; gain = 4
        for (i in reach) if (size[file[i]] > 0 && spent + size[file[i]] <= most) {
          n = split(reach[i], e, " "); new = 0
          for (k = 1; k <= n; k++) if (!(e[k] in had)) new++
          if (new > gain || (new == gain && best != "" && size[file[i]] < size[file[best]])) { best = i; gain = new }
        }
        if (best == "") break
        n = split(reach[best], e, " "); for (k = 1; k <= n; k++) had[e[k]]
        spent += size[file[best]]; print file[best]
      }
    }' - "$more/control" | while IFS= read -r name; do cp "$name" "$folder/$(basename "$name" | cut -c1-12)"; done
  echo "$3.$4: now $(find "$folder" -type f | wc -l) seeds, $(cat "$folder"/* 2>/dev/null | wc -c) bytes"
  rmdir "$folder" 2>/dev/null || true
  rm -rf "$more"
}

if [ "${1:-}" = --table ]; then shift; table "$@"; exit 0; fi

java=${YOCHI_JAVA:-$(./yochi --version | sed -n 's/^JDK .*, \(.*\))$/\1/p')/bin/java}
if [ -n "${YOCHI_CLASSPATH:-}" ]; then
  classpath=$YOCHI_CLASSPATH
else
  JAVA_HOME=$(dirname "$(dirname "$java")") mvn -B -ntp -q test-compile dependency:build-classpath \
    -Dyochi.pages.skip=true -DincludeScope=test -Dmdep.outputFile=target/test-classpath
  classpath=$(for m in */target/test-classpath; do
    printf '%s:%s:%s:' "$root/${m%/*}/classes" "$root/${m%/*}/test-classes" "$(cat "$m")"; done)
fi

if [ "${1:-}" = --seeds ]; then
  bytes=$2
  shift 2
  targets "$@" | while read -r module class method; do seeds "$bytes" "$module" "$class" "$method" </dev/null; done
  exit 0
fi

minutes=60
if [[ "${1:-}" =~ ^[0-9]+$ ]]; then minutes=$1; shift; fi
failed=0
done_with=
while true; do
  least=$((minutes * 60)) next=
  while read -r module class method; do
    read -r seconds _ <<<"$(had "$class.$method") 0"
    if [ "$seconds" -lt $least ] && [[ "$done_with" != *" $class.$method "* ]]; then
      least=$seconds next="$module $class $method"
    fi
  done < <(targets "$@")
  [ -n "$next" ] || break
  slice=${SLICE:-60}
  rest=$((minutes * 60 - least))
  # shellcheck disable=SC2086
  turn $next $((rest < slice ? rest : slice)) </dev/null
done
echo "fuzz: every target has had $minutes CPU minutes, or a find; $failed finds now"
[ "$failed" -eq 0 ] || exit 3
