#!/bin/sh
# Tests ./yochi in a sham tree: its folder has spaces, its JDKs, Maven and Node are scripts that write down how they
# were called. Needs no network and no JDK; ends with "N passed, N failed". Usage: launcher-test.sh [SHELL...]
set -u
root=$(cd "$(dirname "$0")/../../../.." && pwd -P)
work=$(mktemp -d "${TMPDIR:-/tmp}/launcher test.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

check() { # WHAT CONDITION...
  what=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED (%s): %s\n' "$shell" "$what"
    [ ! -f "$work/err" ] || sed 's/^/    | /' "$work/err" | tail -n 12
  fi
}
code_is() { [ "$code" -eq "$1" ]; }
out_has() { grep -qF -- "$1" "$work/out"; }
err_has() { grep -qF -- "$1" "$work/err"; }
err_lacks() { ! grep -qF -- "$1" "$work/err"; }
builds_are() { [ "$(builds)" -eq "$1" ]; }
builds() { cat "$work/calls" 2>/dev/null | grep -c . || true; }
within() { i=0; until "$@" 2>/dev/null; do i=$((i + 1)); [ "$i" -lt 100 ] || return 1; sleep 0.1; done; }

fake_jdk() { # FOLDER VERSION: prints how it was called, then ends with $FAKE_JAVA_EXIT
  mkdir -p "$1/bin"
  printf 'JAVA_VERSION="%s"\n' "$2" >"$1/release"
  cat >"$1/bin/java" <<'EOF'
#!/bin/sh
printf 'pwd=%s\n' "$PWD"
for argument; do printf 'arg=[%s]\n' "$argument"; done
exit "${FAKE_JAVA_EXIT:-0}"
EOF
  : >"$1/bin/javac"
  chmod +x "$1/bin/java" "$1/bin/javac"
}

fake_maven() { # FOLDER VERSION
  mkdir -p "$1"
  cat >"$1/mvn" <<EOF
#!/bin/sh
case " \$* " in *" -v "*) echo "Apache Maven $2"; exit 0 ;; esac
EOF
  cat >>"$1/mvn" <<'EOF'
echo "JAVA_HOME=$JAVA_HOME $*" >>"$FAKE_CALLS"
echo "[INFO] Building yochi-core 0.1.0 [1/2]"
echo "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in yochi.core.ATest"
echo "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1"
echo "[WARNING] Tests run: 4, Failures: 1, Errors: 0, Skipped: 0"
[ -z "${FAKE_SLEEP:-}" ] || { echo $$ >"$FAKE_CALLS.pid"; sleep "$FAKE_SLEEP" & wait $!; }
[ -z "${FAKE_WORDS:-}" ] || echo "[ERROR] $FAKE_WORDS"
[ "${FAKE_EXIT:-0}" -eq 0 ] || exit "$FAKE_EXIT"
mkdir -p app/target core/target/classes
printf '%s' "$PWD/core/target/classes:$FAKE_LIBRARY" >app/target/classpath
EOF
  chmod +x "$1/mvn"
}

fake_node() { # FOLDER VERSION
  mkdir -p "$1"
  printf '#!/bin/sh\necho %s\n' "$2" >"$1/node"
  printf '#!/bin/sh\n' >"$1/npm"
  chmod +x "$1/node" "$1/npm"
}

# A sham world: the launcher with its usual folders moved into it, a JDK 25, Maven and Node.
sham() {
  rm -rf "${work:?}"/*
  tree="$work/a tree/yochi"
  mkdir -p "$tree/core/src/main/java/yochi" "$tree/app/src/main" "$tree/config" "$work/home" "$work/jvm" "$work/tools"
  sed -e "s|/usr/lib/jvm/\*|\"$work/jvm\"/*|" -e "s| /usr/java/\*.*\\\\$| \\\\|" \
    -e 's| /Library/[^ ]*||; s| /opt/homebrew/[^ ;]*||; s| /usr/local/opt/[^ ;]*||' "$root/yochi" >"$tree/yochi"
  : >"$tree/pom.xml"
  : >"$tree/core/pom.xml"
  : >"$tree/core/notes.txt"
  : >"$tree/app/pom.xml"
  : >"$tree/config/checkstyle.xml"
  : >"$tree/core/src/main/java/yochi/A.java"
  : >"$tree/core/src/main/java/yochi/B.java"
  fake_jdk "$work/jvm/jdk-25" 25.0.1
  fake_maven "$work/tools" 3.8.7
  fake_node "$work/node" 20.19.0
  for tool in sh echo cat sed grep find sort head tail tee mkdir rmdir rm mv touch mkfifo cut cksum dirname readlink ls sleep \
    awk tr xargs ps dash bash; do
    place=$(command -v "$tool" 2>/dev/null) && ln -s "$place" "$work/tools/$tool"
  done
  FAKE_CALLS=$work/calls
  FAKE_LIBRARY=$work/library.jar
  : >"$FAKE_LIBRARY"
  export FAKE_CALLS FAKE_LIBRARY
  path=$work/tools:$work/node
}

run() { # [NAME=VALUE...] -- ARGUMENTS: sets code, and the files out and err
  assignments=
  while [ "$1" != -- ]; do assignments="$assignments '$1'"; shift; done
  shift
  eval "env -i \"PATH=\$path\" \"HOME=\$work/home\" \"FAKE_CALLS=\$FAKE_CALLS\" \"FAKE_LIBRARY=\$FAKE_LIBRARY\" $assignments \
    $shell \"\$tree/yochi\" \"\$@\"" >"$work/out" 2>"$work/err" </dev/null
  code=$?
}

test_run_and_freshness() {
  sham
  run -- observe 'two words' '' '*' --json -
  check "a fresh tree builds and runs" code_is 0
  check "it built once" builds_are 1
  check "arguments stay whole" out_has "arg=[two words]"
  check "an empty argument stays" out_has "arg=[]"
  check "a star is not expanded" out_has "arg=[*]"
  check "the main class runs" out_has "arg=[yochi.app.Yochi]"
  check "native access is granted" out_has "arg=[--enable-native-access=ALL-UNNAMED]"
  check "no build output on standard output" sh -c "! grep -q INFO '$work/out'"
  check "build output on standard error" err_has "Building yochi-core"
  check "Maven runs on the JDK found" grep -q "JAVA_HOME=$work/jvm/jdk-25" "$work/calls"
  run -- --version
  check "a second start needs no Maven" builds_are 1
  check "and is quiet" test ! -s "$work/err"
  sleep 0.05
  echo x >>"$tree/core/src/main/java/yochi/A.java"
  run -- x
  check "an edited source builds" builds_are 2
  sleep 0.05
  rm "$tree/core/src/main/java/yochi/B.java"
  run -- x
  check "a deleted source builds (its folder is newer)" builds_are 3
  sleep 0.05
  touch "$tree/core/pom.xml"
  run -- x
  check "an edited module description builds" builds_are 4
  rm "$tree/core/notes.txt"
  run -- x
  check "a deleted file at a module's top builds" builds_are 5
  mkdir "$tree/core/node_modules" && sleep 0.05 && : >"$tree/core/node_modules/x" && : >"$tree/report.json"
  run -- x
  check "what builds and people leave lying does not" builds_are 5
  rm -r "$tree/core/target/classes"
  run -- x
  check "classes swept away build" builds_are 6
  rm "$FAKE_LIBRARY"
  run -- x
  check "a library swept away builds" builds_are 7
  : >"$FAKE_LIBRARY"
  cp -a "$tree" "$work/copy"
  (tree=$work/copy && run -- x)
  check "a copied tree builds for itself" builds_are 8
  run FAKE_JAVA_EXIT=3 -- x
  check "the program's exit code is passed on" code_is 3
  ln -s "$tree/yochi" "$work/link to it"
  (cd "$work/home" && ln -s "../link to it" y && tree=$work/home && mv y yochi && run -- x && exit "$code")
  check "through links and from another folder it finds its tree" out_has "arg=[-Dyochi.home=$tree]"
  check "and the program keeps the caller's folder" out_has "pwd=$work/home"
}

test_failing_builds() {
  sham
  run FAKE_EXIT=1 -- x
  check "a failed build is our fault" code_is 1
  check "and names its log" err_has "target/build.log"
  check "the lock is gone" test ! -e "$tree/target/.lock"
  run FAKE_EXIT=1 "FAKE_WORDS=Could not transfer artifact a:b:1 from central" -- x
  check "a library that cannot be fetched is a resource" code_is 4
  check "and the remedy is named" err_has "settings.xml"
  run -- x
  check "the next start tries again" code_is 0
  (sleep 0.5; echo x >>"$tree/core/src/main/java/yochi/A.java") &
  sleep 0.05
  touch "$tree/pom.xml"
  run FAKE_SLEEP=1 -- x
  wait
  before=$(builds)
  run -- x
  check "what is edited while a build runs is built by the next" builds_are $((before + 1))
}

test_jdk() {
  sham
  fake_jdk "$work/old" 17.0.2
  rm -r "$work/jvm/jdk-25"
  cp -a "$work/old" "$work/jvm/java-17"
  ln -s "$work/old/bin/java" "$work/tools/java"
  run -- x
  check "without a JDK 25 it ends with 4" code_is 4
  check "and says what to install" err_has "Temurin 25"
  check "and what it found" err_has "java-17 (version 17)"
  check "and nothing was built" builds_are 0
  fake_jdk "$work/jre" 25
  rm "$work/jre/bin/javac"
  run "YOCHI_JAVA=$work/jre" -- x
  check "a JRE is refused" code_is 4
  fake_jdk "$work/jvm/jdk-25" 25.0.1
  run "YOCHI_JAVA=$work/old" -- x
  check "a wrong YOCHI_JAVA is not passed over in silence" code_is 4
  check "and is named" err_has "YOCHI_JAVA is '$work/old'"
  run "YOCHI_JAVA=$work/nowhere" -- x
  check "a missing YOCHI_JAVA too" code_is 4
  run "JAVA_HOME=$work/old" -- x
  check "an old JAVA_HOME and an old java give way to the usual folders" code_is 0
  fake_jdk "$work/home/.sdkman/candidates/java/26-ea" 26-ea
  run -- x
  check "among several the lowest that does is taken" grep -q "JAVA_HOME=$work/jvm/jdk-25" "$work/calls"
  rm -r "$work/jvm/jdk-25" "$tree/target"
  run -- x
  check "an early-access JDK in the home folder is found" grep -q "26-ea" "$work/calls"
  fake_jdk "$work/my jdk" 25
  ln -s "$work/my jdk/bin/java" "$work/java-link"
  rm -r "$tree/target"
  run "YOCHI_JAVA=$work/java-link" -- x
  check "YOCHI_JAVA may be a link to java" grep -q "JAVA_HOME=$work/my jdk " "$work/calls"
  rm "$work/my jdk/release"
  printf '#!/bin/sh\necho openjdk version \\"25.0.1\\" 2025-10-21 >&2\n' >"$work/my jdk/bin/java"
  run "YOCHI_JAVA=$work/my jdk" -- x
  check "a JDK without a release file is asked itself" code_is 0
}

test_maven_and_node() {
  sham
  rm "$work/tools/mvn"
  run -- x
  check "without Maven it ends with 4" code_is 4
  check "and says how to get it" err_has "apt-get install maven"
  fake_maven "$work/tools" 3.6.3
  run -- x
  check "an old Maven is refused" code_is 4
  check "by its version" err_has "found 3.6.3"
  fake_maven "$work/tools" 3.10.0
  path=$work/tools
  run -- x
  check "without Node it builds" code_is 0
  check "without the pages" grep -q "yochi.pages.skip=true" "$work/calls"
  check "and says the remedy" err_has "install Node 20.19"
  run -- x
  check "once" err_lacks "Node"
  check "and it counts as fresh" builds_are 1
  fake_node "$work/node" 20.18.3
  path=$work/tools:$work/node
  run -- x
  check "an old Node does not start a build" builds_are 1
  fake_node "$work/node" 22.1.0
  run -- x
  check "when Node has come the pages are built" grep -q "yochi.pages.skip=false" "$work/calls"
  rm -r "$tree/target"
  run -- --no-console x
  check "--no-console skips the pages" sh -c "tail -n 1 '$work/calls' | grep -q yochi.pages.skip=true"
  check "without a word about Node" err_lacks "Node"
  check "and the program does not see the flag" sh -c "! grep -q no-console '$work/out'"
  run -- x --no-console
  check "wherever it stands" sh -c "! grep -q no-console '$work/out'"
}

test_lock() {
  sham
  (run FAKE_SLEEP=2 -- first && cp "$work/out" "$work/out1") &
  within test -s "$work/calls"
  sleep 0.2
  env -i "PATH=$path" "HOME=$work/home" "FAKE_CALLS=$FAKE_CALLS" "FAKE_LIBRARY=$FAKE_LIBRARY" \
    $shell "$tree/yochi" second >"$work/out2" 2>"$work/err2"
  check "the second of two starts waits and runs" grep -qF "arg=[second]" "$work/out2"
  check "and says for whom" grep -q "another build is running" "$work/err2"
  wait
  check "both shared one build" builds_are 1

  sham
  start_in_background FAKE_SLEEP=30
  kill -9 "$launcher"
  kill "$(cat "$work/calls.pid")"
  wait "$launcher" 2>/dev/null
  run -- x
  check "the lock of a killed build is taken over" code_is 0
  check "with a word" err_has "taking over its lock"

  sham
  start_in_background FAKE_SLEEP=3
  kill -9 "$launcher"
  wait "$launcher" 2>/dev/null
  run -- x
  check "while the Maven of a killed launcher lives, the lock holds" err_has "another build is running"
  check "and then goes over" code_is 0

  sham
  mkdir -p "$tree/target/.lock"
  echo "$$ 12345" >"$tree/target/.lock/owner"
  run -- x
  check "a later process with the owner's number is not the owner" code_is 0
  sham
  mkdir -p "$tree/target/.lock"
  run -- x
  check "a lock whose owner never signed is taken over" code_is 0

  sham
  start_in_background FAKE_SLEEP=30
  kill -TERM "$launcher"
  wait "$launcher"
  code=$?
  check "SIGTERM ends a build with 143" code_is 143
  check "leaves no lock" test ! -e "$tree/target/.lock"
  check "and no Maven" sh -c "! kill -0 $(cat "$work/calls.pid") 2>/dev/null"
}

start_in_background() { # NAME=VALUE: sets launcher; comes back when Maven runs
  env -i "PATH=$path" "HOME=$work/home" "FAKE_CALLS=$FAKE_CALLS" "FAKE_LIBRARY=$FAKE_LIBRARY" "$1" \
    $shell "$tree/yochi" x >/dev/null 2>&1 &
  launcher=$!
  within test -s "$work/calls.pid"
  within test -s "$tree/target/.lock/builder"
}

test_test() {
  sham
  mkdir -p "$tree/core/src/test/java" && echo '@Tag("needs-packages")' >"$tree/core/src/test/java/NamespaceTest.java"
  run -- test -Dtest=A
  check "test passes" code_is 0
  check "Surefire's closing lines are on standard output" out_has "Tests run: 3, Failures: 0, Errors: 0, Skipped: 1"
  check "arguments go to Maven" grep -q -- "--fail-at-end test -Dtest=A" "$work/calls"
  check "the modules are summed" out_has "yochi test: 7 tests in 2 modules, 1 failures, 0 errors, 1 skipped"
  check "what was not run is named" out_has "NamespaceTest"
  run FAKE_EXIT=1 -- test
  check "failing tests give Maven's code" code_is 1
}

test_places() {
  sham
  mkdir "$work/a:b" && cp "$tree/yochi" "$work/a:b/yochi"
  (tree="$work/a:b" && run -- x && exit "$code")
  code=$?
  check "a colon in the path is told, not stumbled over" code_is 4
}

shells=${*:-}
[ -n "$shells" ] || for candidate in dash bash; do command -v "$candidate" >/dev/null && shells="$shells $candidate"; done
for shell in $shells; do
  check "the launcher is good syntax" "$shell" -n "$root/yochi"
  for group in test_run_and_freshness test_failing_builds test_jdk test_maven_and_node test_lock test_test test_places; do
    "$group"
  done
done
printf 'launcher-test: %d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
