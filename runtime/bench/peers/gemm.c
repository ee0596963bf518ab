// Square matrix products by OpenBLAS on one thread, in the format of the peers' harness:
// RESULT|workload|peer|threads|median_ms|min_ms|repeats|
#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void openblas_set_num_threads(int);

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec * 1e-6;
}

static int order(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void show_as(const char *name, int n, const char *peer, double *times, int count) {
  qsort(times, count, sizeof *times, order);
  printf("RESULT|%s%d|%s|1|%.6g|%.6g|%d|\n", name, n, peer, times[count / 2], times[0], count);
}

static void show(const char *name, int n, double *times, int count) { show_as(name, n, "OpenBLAS", times, count); }

// What follows the product in a layer: one pass over C, which the compiler makes vectors of.
static void bias_relu(int n, float *restrict c, const float *restrict e) {
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      float x = c[i * n + j] + e[j];
      c[i * n + j] = x <= 0 ? 0 : x;
    }
}

int main(void) {
  openblas_set_num_threads(1);
  int sizes[] = {8, 16, 32, 64, 256, 512, 1024};
  for (int s = 0; s < 7; s++) {
    int n = sizes[s];
    int repeats = n < 1024 ? 200 : 30;
    int together = n > 64 ? 1 : 2097152 / (n * n * n); // the clock takes as long as the smallest products
    float *fa = malloc(sizeof(float) * n * n), *fb = malloc(sizeof(float) * n * n), *fc = malloc(sizeof(float) * n * n);
    double *da = malloc(sizeof(double) * n * n), *db = malloc(sizeof(double) * n * n), *dc = malloc(sizeof(double) * n * n);
    for (int k = 0; k < n * n; k++) {
      fa[k] = da[k] = (k % 7) * 0.1;
      fb[k] = db[k] = (k % 5) * 0.1;
    }
    double *times = malloc(sizeof(double) * repeats);
    for (int warm = 0; warm < 2; warm++)
      for (int r = 0; r < repeats; r++) {
        double t = now();
        for (int q = 0; q < together; q++) cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, fa, n, fb, n, 0, fc, n);
        times[r] = (now() - t) / together;
      }
    show("sgemm", n, times, repeats);
    for (int warm = 0; warm < 2; warm++)
      for (int r = 0; r < repeats; r++) {
        double t = now();
        for (int q = 0; q < together; q++) cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, da, n, db, n, 0, dc, n);
        times[r] = (now() - t) / together;
      }
    show("dgemm", n, times, repeats);
    if (n != 16 && n != 64 && n != 256) continue;
    float *fe = malloc(sizeof(float) * n);
    for (int k = 0; k < n; k++) fe[k] = (k % 3) - 0.1f * n;
    for (int warm = 0; warm < 2; warm++)
      for (int r = 0; r < repeats; r++) {
        double t = now();
        for (int q = 0; q < together; q++) {
          cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, fa, n, fb, n, 0, fc, n);
          bias_relu(n, fc, fe);
        }
        times[r] = (now() - t) / together;
      }
    show_as("slayer", n, "OpenBLAS and a loop in C", times, repeats);
  }
}
