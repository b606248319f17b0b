#!/bin/sh
# Benchmark P6: our graphical lasso and R's glasso (Debian r-cran-glasso) alternately on the same covariances; CPU seconds
# (user + system, whole process, start of the JVM or of R included) and the objective log det T - tr ST - rho sum |T|, diagonal
# penalised, of both. P5 and P9 will join.
#   evaluation/bench/round.sh FOLDER [PAIRS] [MATRIX,P,RHO ...]     as text; a JSON line last
# FOLDER holds NAME.f64le.gz: p x p doubles, little-endian (../shared/data/analysis). Without MATRIX all known ones. R is told as
# NOT RUN where it is not installed. YOCHI_CLASSPATH: classes to use instead of those that ./yochi builds; YOCHI_JAVA: the java.
set -eu
[ $# -ge 1 ] && [ -d "$1" ] || { echo "usage: round.sh FOLDER [PAIRS] [MATRIX,P,RHO ...]; the folder must exist" >&2; exit 2; }
folder=$1; pairs=${2:-1}; [ $# -ge 2 ] && shift 2 || shift 1
[ $# -gt 0 ] || set -- glasso_S_256,256,0.1 glasso_S_256,256,0.3 glasso_S_512,512,0.1 glasso_S_512,512,0.3 glasso_S_1024,1024,0.1 \
    glasso_S_1024,1024,0.3 darkglasso_S_1000,1000,0.4 darkglasso_S_1000,1000,0.6 darkglasso_S_1000,1000,0.8
root=$(cd "$(dirname "$0")/../.." && pwd)
java=${YOCHI_JAVA:-${JAVA_HOME:+$JAVA_HOME/bin/java}}; java=${java:-java}
if [ -z "${YOCHI_CLASSPATH:-}" ]; then
    "$root/yochi" --version >/dev/null
    YOCHI_CLASSPATH=$root/app/target/classes:$(cat "$root/app/target/classpath")
fi
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
missing=
if ! command -v Rscript >/dev/null; then missing="Rscript is not installed"
elif ! Rscript -e 'library(glasso)' >/dev/null 2>&1; then missing="R package glasso is not installed"; fi
cpu() { # user + system seconds of a command; its own messages are shown only where it fails
    LC_ALL=C bash -c 'TIMEFORMAT="CPU %U %S"; time "$@" >"$0/out" 2>"$0/err" || { cat "$0/err" >&2; exit 1; }' "$work" "$@" 2>"$work/time" ||
        { cat "$work/time" >&2; echo "round.sh: failed: $*" >&2; exit 4; }
    awk '$1 == "CPU" { printf "%.3f", $2 + $3 }' "$work/time"
}
middle() { printf '%s\n' "$@" | sort -n | awk '{ v[NR] = $1 } END { printf "%.3f", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

results=
for matrix in "$@"; do
    name=${matrix%%,*}; rest=${matrix#*,}; p=${rest%,*}; rho=${rest#*,}
    file=$folder/$name.f64le.gz
    if [ ! -r "$file" ]; then
        echo "P6 $name rho $rho: NOT RUN, $file is not there"
        results="$results${results:+,}{\"matrix\":\"$name\",\"rho\":$rho,\"notRun\":\"no such file\"}"
        continue
    fi
    oursAll=; peerAll=
    for pair in $(seq "$pairs"); do
        a=$(cpu "$java" -XX:+UseSerialGC -Xmx512m -cp "$YOCHI_CLASSPATH" yochi.evaluation.LassoPath "$file" "$p" "$rho")
        read -r objective gap edges groups converged <"$work/out"
        oursAll="$oursAll $a"
        if [ -z "$missing" ]; then
            b=$(cpu env OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 Rscript -e 'suppressMessages(library(glasso)); a <- commandArgs(TRUE)
                p <- as.integer(a[2]); r <- as.numeric(a[3]); f <- gzfile(a[1], "rb"); S <- matrix(readBin(f, "double", p * p, 8, endian = "little"), p, p)
                th <- glasso(S, r)$wi; o <- 2 * sum(log(diag(chol((th + t(th)) / 2)))) - sum(S * th) - r * sum(abs(th))
                cat(sprintf("%.6f %d\n", o, sum(th[upper.tri(th)] != 0)))' "$file" "$p" "$rho")
            read -r peerObjective peerEdges <"$work/out"
            peerAll="$peerAll $b"
        fi
    done
    # shellcheck disable=SC2086
    ours=$(middle $oursAll)
    line="{\"matrix\":\"$name\",\"variables\":$p,\"rho\":$rho,\"pairs\":$pairs,\"cpuSeconds\":$ours,\"objective\":$objective,\"gapAtMost\":$gap,\"edges\":$edges,\"differentRows\":$groups,\"converged\":$converged"
    text="P6 $name p $p rho $rho: $ours CPU-s, objective $objective (best at most $gap above), $edges edges"
    if [ -z "$missing" ]; then
        # shellcheck disable=SC2086
        peer=$(middle $peerAll)
        enough=$(awk "BEGIN { r = $peerObjective; m = r < 0 ? -r : r; print ($objective >= r - 1e-4 * m) ? \"true\" : \"false\" }")
        echo "$text; R $peer CPU-s, objective $peerObjective, $peerEdges edges; ratio $(awk "BEGIN { printf \"%.3f\", $ours / $peer }"), objective within 1e-4 of R's or better: $enough"
        line="$line,\"peer\":\"R glasso\",\"peerCpuSeconds\":$peer,\"peerObjective\":$peerObjective,\"peerEdges\":$peerEdges,\"objectiveReached\":$enough}"
    else
        echo "$text; R NOT RUN, $missing"
        line="$line,\"peer\":\"R glasso\",\"notRun\":\"$missing\"}"
    fi
    results="$results${results:+,}$line"
done
load=$(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo unknown)
echo "load: $load on $(nproc) cores"
echo "{\"benchmark\":\"round\",\"id\":\"P6\",\"cpuSecondsTarget\":10,\"load\":\"$load\",\"cores\":$(nproc),\"results\":[$results]}"
