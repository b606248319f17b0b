#!/bin/sh
# Benchmarks P5, P6 and P9: the analyses; CPU seconds (user + system, whole process, start of the JVM or of R included)
# and the largest resident memory.
#   evaluation/bench/round.sh FOLDER [PAIRS] [MATRIX,P,RHO ...]     as text; a JSON line last
# P5: ten-minute windows of a capture of a /16, from packets to verdicts of all detectors. CAPTURE names the file; without
#     it P5 is NOT RUN.
# P6: our graphical lasso and R's glasso (Debian r-base-core, r-cran-glasso) alternately on the same covariances, with the
#     objective log det T - tr ST - rho sum |T|, diagonal penalised, of both. FOLDER holds NAME.f64le.gz: p x p doubles,
#     little-endian (../shared/data/analysis). Without MATRIX all known ones. R is told as NOT RUN where it is not installed.
# P9: one whole round of 60 regions x 30 days x 24 hours x 1,157 of 65,536 ports, 4 GiB of heap, 2 processors; then one after
#     ten more minutes. SCALE="REGIONS DAYS ROWS SERIES" makes another ("12 30 1157 100" is a fifth), SCALE=none leaves it out.
# YOCHI_CLASSPATH: classes to use instead of those that ./yochi builds; YOCHI_JAVA: the java to use. Needs python3.
set -eu
[ $# -ge 1 ] && [ -d "$1" ] || { echo "usage: round.sh FOLDER [PAIRS] [MATRIX,P,RHO ...]; the folder must exist" >&2; exit 2; }
folder=$1; pairs=${2:-1}; [ $# -ge 2 ] && shift 2 || shift 1
[ $# -gt 0 ] || set -- glasso_S_256,256,0.1 glasso_S_256,256,0.3 glasso_S_512,512,0.1 glasso_S_512,512,0.3 glasso_S_1024,1024,0.1 \
    glasso_S_1024,1024,0.3 darkglasso_S_1000,1000,0.4 darkglasso_S_1000,1000,0.6 darkglasso_S_1000,1000,0.8
root=$(cd "$(dirname "$0")/../.." && pwd)
java=${YOCHI_JAVA:-$("$root/yochi" --version | sed -n 's/^JDK .*, \(.*\))$/\1/p')/bin/java} # the JDK that the launcher finds
if [ -z "${YOCHI_CLASSPATH:-}" ]; then
    "$root/yochi" --version >/dev/null
    YOCHI_CLASSPATH=$root/app/target/classes:$(cat "$root/app/target/classpath")
fi
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
missing=
if ! command -v Rscript >/dev/null; then missing="Rscript is not installed"
elif ! Rscript -e 'library(glasso)' >/dev/null 2>&1; then missing="R package glasso is not installed"; fi
# CPU seconds and MiB of a command; what it prints goes to $work/out, its messages are shown only where it fails
measure() {
    python3 -c '
import resource, subprocess, sys
work = sys.argv[1]
with open(work + "/out", "w") as out, open(work + "/err", "w") as err:
    done = subprocess.run(sys.argv[2:], stdout=out, stderr=err).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print("%.3f %d" % (used.ru_utime + used.ru_stime, used.ru_maxrss // 1024))
sys.exit(done)' "$work" "$@" || { cat "$work/err" >&2; echo "round.sh: failed: $*" >&2; exit 4; }
}
middle() { printf '%s\n' "$@" | sort -n | awk '{ v[NR] = $1 } END { printf "%.3f", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
ours() { measure "$java" -XX:+UseSerialGC -Xmx512m -cp "$YOCHI_CLASSPATH" "$@"; }

results=
add() { results="$results${results:+,}$1"; }

if [ -n "${CAPTURE:-}" ]; then
    [ -r "$CAPTURE" ] || { echo "round.sh: cannot read the capture $CAPTURE" >&2; exit 2; }
    cat "$CAPTURE" >/dev/null
    all=
    for pair in $(seq "$pairs"); do
        used=$(ours yochi.evaluation.PacketPath onset "$CAPTURE" 1)
        all="$all ${used% *}"; memory=${used#* }
        read -r packets rest <"$work/out"
        windows=$(awk '{ print $4 }' "$work/out")
    done
    # shellcheck disable=SC2086
    cpu=$(middle $all)
    each=$(awk "BEGIN { printf \"%.3f\", $cpu / ($windows > 0 ? $windows : 1) }")
    echo "P5 $windows windows of ten minutes, $packets packets: $cpu CPU-s, $each a window (target at most 10), $memory MiB;" \
        "Dark-TRACER in R took 374 + 57 CPU-s a window elsewhere"
    add "{\"id\":\"P5\",\"windows\":$windows,\"packets\":$packets,\"cpuSeconds\":$cpu,\"cpuSecondsPerWindow\":$each,\"residentMiB\":$memory,\"target\":10}"
else
    echo "P5: NOT RUN, CAPTURE names no file"
    add '{"id":"P5","notRun":"no capture"}'
fi

for matrix in "$@"; do
    name=${matrix%%,*}; rest=${matrix#*,}; p=${rest%,*}; rho=${rest#*,}
    file=$folder/$name.f64le.gz
    if [ ! -r "$file" ]; then
        echo "P6 $name rho $rho: NOT RUN, $file is not there"
        add "{\"id\":\"P6\",\"matrix\":\"$name\",\"rho\":$rho,\"notRun\":\"no such file\"}"
        continue
    fi
    oursAll=; peerAll=
    for pair in $(seq "$pairs"); do
        a=$(ours yochi.evaluation.LassoPath "$file" "$p" "$rho")
        read -r objective gap edges groups converged <"$work/out"
        oursAll="$oursAll ${a% *}"; memory=${a#* }
        if [ -z "$missing" ]; then
            b=$(measure env OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 Rscript -e 'suppressMessages(library(glasso)); a <- commandArgs(TRUE)
                p <- as.integer(a[2]); r <- as.numeric(a[3]); f <- gzfile(a[1], "rb"); S <- matrix(readBin(f, "double", p * p, 8, endian = "little"), p, p)
                th <- glasso(S, r)$wi; o <- 2 * sum(log(diag(chol((th + t(th)) / 2)))) - sum(S * th) - r * sum(abs(th))
                cat(sprintf("%.6f %d\n", o, sum(th[upper.tri(th)] != 0)))' "$file" "$p" "$rho")
            read -r peerObjective peerEdges <"$work/out"
            peerAll="$peerAll ${b% *}"; peerMemory=${b#* }
        fi
    done
    # shellcheck disable=SC2086
    cpu=$(middle $oursAll)
    line="{\"id\":\"P6\",\"matrix\":\"$name\",\"variables\":$p,\"rho\":$rho,\"pairs\":$pairs,\"cpuSeconds\":$cpu,\"residentMiB\":$memory,\"target\":10,\"objective\":$objective,\"gapAtMost\":$gap,\"edges\":$edges,\"differentRows\":$groups,\"converged\":$converged"
    text="P6 $name p $p rho $rho: $cpu CPU-s, $memory MiB, objective $objective (best at most $gap above), $edges edges"
    if [ -z "$missing" ]; then
        # shellcheck disable=SC2086
        peer=$(middle $peerAll)
        enough=$(awk "BEGIN { r = $peerObjective; m = r < 0 ? -r : r; print ($objective >= r - 1e-4 * m) ? \"true\" : \"false\" }")
        echo "$text; R $peer CPU-s, $peerMemory MiB, objective $peerObjective, $peerEdges edges; ratio $(awk "BEGIN { printf \"%.3f\", $cpu / $peer }"), objective within 1e-4 of R's or better: $enough"
        add "$line,\"peer\":\"R glasso\",\"peerCpuSeconds\":$peer,\"peerResidentMiB\":$peerMemory,\"peerObjective\":$peerObjective,\"peerEdges\":$peerEdges,\"objectiveReached\":$enough}"
    else
        echo "$text; R NOT RUN, $missing"
        add "$line,\"peer\":\"R glasso\",\"notRun\":\"$missing\"}"
    fi
done

scale=${SCALE:-60 30 1157 100}
if [ "$scale" = none ]; then
    echo "P9: NOT RUN, SCALE is none"
    add '{"id":"P9","notRun":"left out"}'
else
    # shellcheck disable=SC2086
    used=$(measure "$java" -XX:+UseParallelGC -XX:ActiveProcessorCount=2 -Xmx4g --enable-native-access=ALL-UNNAMED \
        -cp "$YOCHI_CLASSPATH" yochi.evaluation.RoundScale $scale)
    python3 -c '
import json, sys
p9 = json.load(open(sys.argv[1]))
print("P9 %d regions, %d days, %d rows: taking the reports, with making them, %.1f CPU-s; the statistics keep %d MiB" % (
    p9["regions"], p9["days"], p9["rows"], p9["takingCpuSeconds"], p9["heldHeapMiB"]))
for name, title in ("whole", "whole round"), ("tenMinutesLater", "round after ten more minutes"):
    r = p9[name]
    print("P9 %s: %.1f CPU-s, %.1f s (target at most 1800, wanted 180): cube %.1f s, %s" % (title, r["cpuSeconds"], r["seconds"], r["cubeSeconds"],
        ", ".join("%s %.1f CPU-s%s" % (p["name"], p["cpuSeconds"], "" if p["state"] == "DONE" else " " + p["state"]) for p in r["parts"])))
print("P9 process: %s CPU-s, %s MiB of a heap of 4096" % tuple(sys.argv[2].split()))' "$work/out" "$used"
    add "$(tr -d '\n' <"$work/out" | sed 's/^{"benchmark":"P9",/{"id":"P9","processCpuSeconds":'"${used% *}"',"residentMiB":'"${used#* }"',/')"
fi

load=$(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo unknown)
echo "load: $load on $(nproc) cores"
echo "{\"benchmark\":\"round\",\"load\":\"$load\",\"cores\":$(nproc),\"results\":[$results]}"
