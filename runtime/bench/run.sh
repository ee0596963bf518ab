#!/usr/bin/env bash
# Measures Dyn beside its peers, in turns, and writes RESULTS.md with the ratios.
#
#   DYN_PEERS_HARNESS=DIR runtime/bench/run.sh [ROUNDS]
#
# DIR holds the peers' harness, built (`c/bin/w1_lorenz`, …). What is missing there is left out. PEERS_PYTHON may name
# a Python with numba, JAX and PyTorch for their figures; DYN_BENCH_QUIET and DYN_BENCH_WARM are milliseconds to wait for a quiet machine
# and to warm up.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
harness=${DYN_PEERS_HARNESS:?the folder of the peers, built}
rounds=${1:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OPENBLAS_CORETYPE=${OPENBLAS_CORETYPE:-SkylakeX}

(cd "$root" && mvn -q -B -DskipTests -pl runtime/bench,compiler/cli -am package >/dev/null)
java=$(for home in "${DYN_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  [ -r "$home/release" ] && grep -q 'JAVA_VERSION="25' "$home/release" && echo "$home/bin/java" && break
done)
large_pages= # as `dyn run` does it
[ -d /sys/kernel/mm/transparent_hugepage ] && large_pages=-XX:+UseTransparentHugePages
dyn() {
  "$java" --add-modules jdk.incubator.vector -XX:+UseSerialGC $large_pages \
    "-Ddyn.bench.quiet=${DYN_BENCH_QUIET:-60000}" "-Ddyn.bench.warm=${DYN_BENCH_WARM:-3000}" \
    -cp "$here/target/classes:$root/compiler/cli/target/dyn/lib/*" dev.dyn.bench.Bench "$@" 2>/dev/null
}
if cc -O3 -march=native "$here/peers/gemm.c" -o "$work/gemm" -lopenblas 2>/dev/null ||
  cc -O3 -march=native "$here/peers/gemm.c" -I/usr/include/x86_64-linux-gnu/openblas-pthread -o "$work/gemm" -lopenblas 2>/dev/null; then :; fi

log=${DYN_BENCH_LOG:-$work/log}
for round in $(seq "$rounds"); do
  for pair in w1:w1_lorenz w11:w11_ens w12:w12_lyap w4:w4_kuramoto w5:w5_gbm; do
    [ -x "$harness/c/bin/${pair#*:}" ] && (cd "$harness/c" && timeout 300 "bin/${pair#*:}") >>"$log" || true
    dyn "${pair%%:*}" >>"$log" || true
  done
  [ -x "$harness/c/bin/w6_mlp" ] && (cd "$harness/c" && timeout 300 bin/w6_mlp) >>"$log" || true
  dyn w6 >>"$log" || true
  for name in w7_grok w10_node; do
    [ -x "$harness/c/bin/$name" ] && (cd "$harness/c" && timeout 300 "bin/$name") >>"$log" || true
  done
  dyn w7 w8 w9 w10 w13 w14 >>"$log" || true
  if [ -n "${PEERS_PYTHON:-}" ]; then
    [ -f "$work/init/w10.npz" ] || (cd "$harness/python" && timeout 300 "$PEERS_PYTHON" export_torch_init.py "$work/init") >/dev/null 2>&1 || true
    (cd "$harness/python" && timeout 900 "$PEERS_PYTHON" jax_bench.py --threads 1 --init "$work/init" w7 w8 w9 w10 w13 w14) >>"$log" 2>/dev/null || true
    (cd "$harness/python" && timeout 900 "$PEERS_PYTHON" torch_bench.py --threads 1 w7 w8 w9 w9sdpa w10 w13 w14) >>"$log" 2>/dev/null || true
  fi
  [ -x "$work/gemm" ] && "$work/gemm" >>"$log" || true
  dyn gemm exp ssa interpreter >>"$log" || true
done
dyn steps memory >>"$log" || true
[ -f "$harness/python/w1_w2_scipy.py" ] && (cd "$harness/python" && OMP_NUM_THREADS=1 timeout 300 /usr/bin/python3 w1_w2_scipy.py w1) >>"$log" 2>/dev/null || true
[ -f "$harness/python/w3_w4_w5_numpy.py" ] && (cd "$harness/python" && OMP_NUM_THREADS=1 timeout 300 /usr/bin/python3 w3_w4_w5_numpy.py w5) >>"$log" 2>/dev/null || true
[ -n "${PEERS_PYTHON:-}" ] && (cd "$harness/python" && timeout 600 "$PEERS_PYTHON" jax_bench.py --threads 1 n1 n11 w11 w6a w6b w6c w6d) >>"$log" 2>/dev/null || true
[ -f "$harness/java/hip/out25/Hip.class" ] && "$java" -cp "$harness/java/hip/out25:$harness/java/hip/lib/*" Hip >>"$log" 2>/dev/null || true

# Whole processes, the file cache warm: five of each, the median.
cat >"$work/short.dyn" <<'P'
system Decay { state x = 1.0; x' = -x }
experiment e { print simulate(Decay, t: 0..1, at: [1.0], method: rk4(dt: 0.01)).x[0] }
P
whole() {
  name=$1
  shift
  "$@" >/dev/null 2>&1
  for _ in 1 2 3 4 5 6 7; do
    begin=$(date +%s%N)
    "$@" >/dev/null 2>&1
    echo "PROCESS|$name|$((($(date +%s%N) - begin) / 1000000))" >>"$log"
  done
}
"$root/dyn" run "$work/short.dyn" >/dev/null 2>&1
whole "dyn check examples/lorenz.dyn" "$root/dyn" check "$root/examples/lorenz.dyn"
whole "dyn run, a simulation of 1 ms" "$root/dyn" run "$work/short.dyn"
"$root/dyn" build "$work/short.dyn" -o "$work/short.jar" >/dev/null 2>&1
whole "java -jar, the same as a JAR" java -jar "$work/short.jar"
# One step of the digits, with its loss instead of the plot, the expectation and the file that come after the training.
corpus=$root/compiler/conformance/src/test/resources
mkdir -p "$work/programs" && ln -sfn "$corpus/data" "$work/data"
sed -e 's/for   40 epochs/for   1 steps/' -e 's/every epoch/every 1 steps/' -e '/plot run/d' -e 's/expect run.*/print run.loss[0]/' \
  -e '/save net/d' "$corpus/programs/09_digits.dyn" >"$work/programs/digits.dyn"
whole "dyn run, the first step of 09_digits" "$root/dyn" run --out "$work/out" "$work/programs/digits.dyn"
"$root/dyn" build "$root/examples/lorenz.dyn" -o "$work/lorenz.jar" >/dev/null 2>&1
echo "SIZE|examples/lorenz.dyn|$(wc -c <"$work/lorenz.jar")" >>"$log"


# The language server, with a text of 2,000 lines made of the examples that have one screen.
"$root/dyn" lsp </dev/null >/dev/null 2>&1 || true
python3 "$here/editor.py" "$root/dyn" "$root/examples/lorenz.dyn" "$here"/programs/w4*.dyn >>"$log" || true

python3 "$here/summarize.py" "$log" "$rounds" "$java" >"$here/RESULTS.md"
cat "$here/RESULTS.md"
