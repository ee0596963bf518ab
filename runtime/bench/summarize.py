"""Turns the log of run.sh into RESULTS.md: medians over the rounds, and ratios to the peer that a target names."""
import platform, re, statistics, subprocess, sys

log, rounds, java = sys.argv[1:4]
results, processes, allocated, steps, sizes, editor, memory = {}, {}, [], {}, {}, {}, []
for line in open(log):
    part = line.strip().split("|")
    if part[0] == "RESULT":
        if part[1].endswith("-1000steps"):  # some peers scale 100 steps to 1,000
            part[1], part[4], part[5] = part[1].replace("1000", "100"), float(part[4]) / 10, float(part[5]) / 10
        results.setdefault((part[1], part[2], int(part[3])), []).append((float(part[4]), float(part[5])))
    elif part[0] == "PROCESS":
        processes.setdefault(part[1], []).append(int(part[2]))
    elif part[0] == "EDITOR":
        editor.setdefault((part[1], float(part[2])), []).append(float(part[3]))
    elif part[0] == "STEPS":
        steps[part[1]] = int(part[2])
    elif part[0] == "SIZE":
        sizes[part[1]] = int(part[2])
    elif part[0] == "MEMORY":
        memory.append((part[1], int(part[2]), int(part[3])))
    elif part[0] == "BYTES":
        allocated.append((part[1], part[3]))


def median(key):
    return statistics.median(m for m, _ in results[key])


def best(key):
    return min(b for _, b in results[key])


def find(workload, peer, threads):
    """The fastest measured key whose parts begin so."""
    keys = [key for key in results if key[0].startswith(workload) and peer in key[1] and key[2] == threads]
    return min(keys, key=median, default=None)


# what, our workload, threads, peer's workload, peer, its threads, target for ours / peer's (None: ours shall be below), sense
TARGETS = [
    ("W1 Lorenz, dopri5, 1e-9", "W1-lorenz-dp5", 1, "W1-lorenz-dp5", "C hand", 1, "at most 1.4", 1.4),
    ("", "W1-lorenz-dp5", 1, "W1-lorenz", "DP54", 1, "at most 0.4", 0.4),
    ("", "W1-lorenz-dp5", 1, "W1-lorenz", "solve_ivp RK45", 1, "at most 0.005", 0.005),
    ("W11 10,000 Lorenz × 1,000 rk4", "W11", 1, "W11", "C avx512", 1, "at most 1.4", 1.4),
    ("", "W11", 2, "W11", "Dyn", 1, "nearly 0.5", 0.65),
    ("", "W11", 1, "W11", "numba", 1, "below 1", 1.0),
    ("", "W11", 1, "W11", "JAX", 1, "below 1", 1.0),
    ("", "W11", 1, "W11", "jax", 1, "below 1", 1.0),
    ("W4 Kuramoto, N = 1,000", "W4", 1, "W4-kuramoto1000", "libmvec", 1, "at most 1.3", 1.3),
    ("W5 100,000 GBM paths × 1,000 steps", "W5", 1, "W5-gbm", "C AVX512", 1, "at most 1.3", 1.3),
    ("", "W5", 1, "W5", "numpy", 1, "at most 0.2", 0.2),
    ("W12 Lyapunov, 100,000 steps", "W12", 1, "W12", "C", 1, "at most 1.5", 1.5),
] + [
    (f"W6 a step of training, {size}" if peer == "C+OpenBLAS" else "", w, 1, w, peer, 1, target, bound)
    for size, w, bound, target in (
        ("2, 32 × 2, 1, batch 64", "W6a-mlp(2,32x2,1,B64)f32", 1.5, "at most 1.5 × C"),
        ("64, 128 × 2, 10, batch 128", "W6b", 1.0, "below 1"),
        ("784, 256 × 2, 10, batch 128", "W6c", 1.0, "below 1"),
        ("784, 1024 × 3, 10, batch 256", "W6d", 1.11, "at most 1.11"),
    )
    for peer in ("C+OpenBLAS", "C hand", "JAX")
] + [
    ("W6, the third and the fourth with two threads", "W6c", 2, "W6c", "Dyn", 1, "never slower than one thread (within 5 %)", 1.05),
    ("", "W6d", 2, "W6d", "Dyn", 1, "never slower than one thread (within 5 %)", 1.05),
    ("W7 grokking, 100 steps", "W7", 1, "W7", "C gather", 1, "at most 1.3", 1.3),
    ("", "W7", 1, "W7", "JAX", 1, "below 1", 1.0),
    ("", "W7", 1, "W7", "torch", 1, "at most 0.5", 0.5),
    ("W8 20 products with a Hessian", "W8", 1, "W8", "JAX", 1, "below 1", 1.0),
    ("W9 a step of a transformer", "W9", 1, "W9", "torch", 1, "below 1", 1.0),
    ("W10 neural ODE, 200 steps of training", "W10", 1, "W10", "C hand", 1, "at most 2", 2.0),
    ("", "W10", 1, "W10", "JAX", 1, "at most 0.2", 0.2),
    ("", "W10", 1, "W10", "torch", 1, "at most 1/60", 1 / 60),
    ("W13 a step of an LSTM", "W13-LSTM", 1, "W13-LSTM", "torch", 1, "below 1", 1.0),
    ("", "W13-LSTM", 1, "W13-LSTM", "JAX", 1, "", 1.0),
    ("W13 a step of a GRU", "W13-GRU", 1, "W13-GRU", "torch", 1, "below 1", 1.0),
    ("", "W13-GRU", 1, "W13-GRU", "JAX", 1, "", 1.0),
    ("W14 a step of LeNet", "W14", 1, "W14", "torch", 1, "at most 0.6", 0.6),
] + [
    (f"{kind}gemm {n}", f"{kind}gemm{n}", 1, f"{kind}gemm{n}", "OpenBLAS", 1, "at most 1.11" if n > 64 else "below 1", 1.11 if n > 64 else 1.0)
    for kind in "sd" for n in (8, 16, 32, 64, 256, 512, 1024)
] + [
    (f"relu(a @ b + e), {n}, f32", f"slayer{n}", 1, f"slayer{n}", "OpenBLAS", 1, "at most 1.11" if n > 64 else "below 1", 1.11 if n > 64 else 1.0)
    for n in (16, 64, 256)
] + [
    ("exp, f64", "exp-f64", 1, "exp-f64", "VectorOperators", 1, "at most 1.5", 1.5),
    ("exp, f32", "exp-f32", 1, "exp-f32", "VectorOperators", 1, "at most 1.5", 1.5),
]


def cpu():
    for line in open("/proc/cpuinfo"):
        if line.startswith("flags"):
            return "AVX-512" if "avx512f" in line else "AVX2" if "avx2" in line else "SSE"
    return platform.machine()


version = subprocess.run([java, "--version"], capture_output=True, text=True).stdout.split("\n")[0]
print("# Measurements\n")
print(f"Written by `runtime/bench/run.sh {rounds}` (see there), peers and Dyn in turns in one run. x86-64 with {cpu()}, two virtual")
print(f"cores, {version}. Medians over {rounds} rounds of each round's median; milliseconds. Rounds differ by up to 25 %; the ratio of the")
print("fastest repeats says how much of a difference is noise.\n")
print("| what | threads | Dyn, ms | peer | ms | ratio | ratio of fastest | target | |")
print("|---|---|---|---|---|---|---|---|---|")
for what, ours, threads, theirs, peer, peer_threads, target, bound in TARGETS:
    mine, other = find(ours, "Dyn", threads), find(theirs, peer, peer_threads)
    if not mine or not other:
        continue
    ratio, fastest = median(mine) / median(other), best(mine) / best(other)
    met = "met" if ratio <= bound else "met by the fastest" if fastest <= bound else "**missed**"
    print(f"| {what} | {threads} | {median(mine):.4g} | {other[1]} | {median(other):.4g} | {ratio:.3g} | {fastest:.3g} | {target} | {met} |")
print("\n## Jumps\n")
print("Firings a second of 64 SIR epidemics with N = 10,000, direct method, by the median; the target is 10 million.\n")
print("| threads | firings a second | |\n|---|---|---|")
for threads in (1, 2):
    key = find("SSA", "Dyn", threads)
    if key:
        rate = steps[key[0]] / median(key) * 1000
        print(f"| {threads} | {rate:.3g} | {'met' if rate >= 1e7 else '**missed**'} |")
print("\n## The other engine\n")
slow, fast = find("W1-lorenz-dp5", "interpreter", 1), find("W1-lorenz-dp5", "Dyn", 1)
if slow and fast:
    ratio = median(slow) / median(fast)
    print(f"W1 takes {median(slow):.4g} ms with `--engine interpreter` (Truffle on a JDK without the Graal compiler), {ratio:.3g} times")
    print(f"as long as with bytecode; at most 20 times is the target: {'met' if ratio <= 20 else '**missed**'}.")
print("\n## Whole processes\n")
print("File cache warm, milliseconds.\n")
print("| command | median | fastest | target | |\n|---|---|---|---|---|")
for name, bound in (("dyn check examples/lorenz.dyn", 500), ("dyn run, a simulation of 1 ms", 700), ("dyn run, the first step of 09_digits", 1200), ("java -jar, the same as a JAR", 1000)):
    if name in processes:
        times = processes[name]
        m = statistics.median(times)
        print(f"| `{name}` | {m:.0f} | {min(times)} | below {bound} | {'met' if m < bound else '**missed**'} |")
for name, size in sizes.items():
    print(f"\nThe JAR of `{name}` has {size / 1e6:.2f} MB; below 5 is the target: {'met' if size < 5e6 else '**missed**'}.")
if editor:
    print("\n## The language server\n")
    print("| what | median | target | |\n|---|---|---|---|")
    for (what, bound), values in editor.items():
        m = statistics.median(values)
        print(f"| {what} | {m:.0f} | below {bound:.0f} | {'met' if m < bound else '**missed**'} |")
print("\n## Allocation\n")
print("Bytes that the thread allocates for each further step of a warm run (a run twice as long, less the run):\n")
print("| workload | |\n|---|---|")
for name, text in allocated:
    print(f"| {name} | {text} |")
if memory:
    print("\n## Memory of trainings\n")
    print("What a run holds on the heap between the turns of its training, without its data, beside its weights, the state of its rule and the")
    print("activations of a pass; nothing lies outside of the heap. The target is at most 1.5 times.\n")
    print("| training | MB | needed, MB | ratio | |\n|---|---|---|---|---|")
    for name, taken, needed in memory:
        print(f"| {name} | {taken / 1e6:.2f} | {needed / 1e6:.2f} | {taken / needed:.3g} | {'met' if taken <= 1.5 * needed else '**missed**'} |")
