// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/random/maths.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/*
 * Every operation below is an IEEE addition, multiplication, division or square root, or moves
 * bits. Compiled without contraction to fused multiply-adds (Makefile), it gives the same bits
 * everywhere.
 */

/* log: for x = 2^k z, z in [0.6875, 1.375) cut into 64 pieces: a short reciprocal c of the
 * middle of the piece (9 bits, so that z c - 1 is exact but for one rounding), and -log c in
 * two parts, the first a multiple of 2^-42. Around 1, c is 1 and no digits are lost. Computed
 * with 60 decimal digits. */
static const struct {
    double reciprocal, log_hi, log_lo;
} PIECE[64] = {
    {0x1.72p+0, -0x1.792a55fdd4p-2, -0x1.e89f057691feap-44},
    {0x1.6ep+0, -0x1.6e08eaa2bap-2, -0x1.e38c139318d71p-46},
    {0x1.6ap+0, -0x1.62c82f2b9cp-2, -0x1.e54bdbd7c8a98p-44},
    {0x1.66p+0, -0x1.5767717456p-2, 0x1.64ead9524d7cap-44},
    {0x1.62p+0, -0x1.4be5f95778p-2, 0x1.d7c92cd9ad824p-44},
    {0x1.5ep+0, -0x1.404308686ap-2, -0x1.f8ef43049f7d3p-44},
    {0x1.5bp+0, -0x1.3772662bfep-2, 0x1.e9436ac53b023p-44},
    {0x1.57p+0, -0x1.2b9303ab8ap-2, 0x1.6db12d6bfb0a5p-45},
    {0x1.54p+0, -0x1.22941fbcf8p-2, 0x1.a6976f5eb0963p-44},
    {0x1.5p+0, -0x1.1675cababap-2, -0x1.8380e731f55c4p-44},
    {0x1.4dp+0, -0x1.0d46b579abp-2, -0x1.d2c81f640e1e6p-44},
    {0x1.49p+0, -0x1.00e6c45ad5p-2, -0x1.cc68d52e01203p-50},
    {0x1.46p+0, -0x1.ef0adcbdc6p-3, 0x1.b26b79c86af24p-45},
    {0x1.43p+0, -0x1.dc1bca0abep-3, -0x1.8fac1a628ccc6p-44},
    {0x1.4p+0, -0x1.c8ff7c79aap-3, 0x1.7794f689f8434p-45},
    {0x1.3dp+0, -0x1.b5b519e8fcp-3, 0x1.4b722ec011f31p-44},
    {0x1.3ap+0, -0x1.a23bc1fe2cp-3, 0x1.539cd91dc9f0bp-44},
    {0x1.37p+0, -0x1.8e928de886p-3, -0x1.a8154b13d72d5p-44},
    {0x1.34p+0, -0x1.7ab890210ep-3, 0x1.bdb9072534a58p-45},
    {0x1.31p+0, -0x1.66acd4272ap-3, -0x1.aa1bdbfc6c785p-44},
    {0x1.2ep+0, -0x1.526e5e3a1cp-3, 0x1.790ba37fc5238p-44},
    {0x1.2bp+0, -0x1.3dfc2b0eccp-3, -0x1.8a72a62b8c13fp-45},
    {0x1.29p+0, -0x1.303d718e48p-3, 0x1.680b5ce3ecb05p-50},
    {0x1.26p+0, -0x1.1b72ad52f6p-3, -0x1.e80a41811a396p-45},
    {0x1.23p+0, -0x1.0671512ca6p-3, 0x1.a47579cdc0a3dp-45},
    {0x1.21p+0, -0x1.f0a30c0118p-4, 0x1.d599e83368e91p-44},
    {0x1.1ep+0, -0x1.c5e548f5bcp-4, -0x1.d0c57585fbe06p-46},
    {0x1.1cp+0, -0x1.a926d3a4acp-4, -0x1.563650bd22a9cp-44},
    {0x1.19p+0, -0x1.7da766d7bp-4, -0x1.2cc844480c89bp-44},
    {0x1.17p+0, -0x1.60658a9374p-4, -0x1.0c3b1dee9c4f8p-44},
    {0x1.15p+0, -0x1.42edcbea64p-4, -0x1.bc0eeea7c9acdp-46},
    {0x1.12p+0, -0x1.16536eea38p-4, 0x1.47c5e768fa309p-46},
    {0x1.1p+0, -0x1.f0a30c0118p-5, 0x1.d599e83368e91p-45},
    {0x1.0ep+0, -0x1.b42dd71198p-5, 0x1.c827ae5d6704cp-46},
    {0x1.0bp+0, -0x1.58a5bafc9p-5, 0x1.b2b739570ad39p-45},
    {0x1.09p+0, -0x1.1b0d98924p-5, 0x1.3401e9ae889bbp-44},
    {0x1.07p+0, -0x1.b9fc027bp-6, 0x1.b9a010ae6922ap-44},
    {0x1.05p+0, -0x1.3cea44347p-6, 0x1.6a2c432d6a40bp-44},
    {0x1.03p+0, -0x1.7dc475f82p-7, 0x1.eb1245b5da1f5p-44},
    {0x1p+0, 0x0p+0, 0x0p+0},
    {0x1p+0, 0x0p+0, 0x0p+0},
    {0x1.f4p-1, 0x1.8492528c9p-6, -0x1.aa0ba325a0c34p-45},
    {0x1.ecp-1, 0x1.466aed42ep-5, -0x1.c167375bdfd28p-45},
    {0x1.e6p-1, 0x1.aaef2d0fbp-5, 0x1.0fc1a353bb42ep-45},
    {0x1.dep-1, 0x1.1973bd1464p-4, 0x1.566d154f930b3p-44},
    {0x1.d8p-1, 0x1.4d3115d208p-4, -0x1.53a2582f4e1efp-48},
    {0x1.dp-1, 0x1.9335e5d594p-4, 0x1.3115c3abd47dap-45},
    {0x1.cap-1, 0x1.c885801bc4p-4, 0x1.646d1c65aacd3p-45},
    {0x1.c4p-1, 0x1.fe89139dbcp-4, 0x1.56594d82f7a82p-44},
    {0x1.bep-1, 0x1.1aa2b7e24p-3, -0x1.1ac38dde3b366p-44},
    {0x1.b8p-1, 0x1.365fcb015ap-3, -0x1.fd3a0afb9691bp-44},
    {0x1.b2p-1, 0x1.527e5e4a1cp-3, -0x1.4e60b8d4b411dp-44},
    {0x1.acp-1, 0x1.6f0128b756p-3, 0x1.577390d31ef0fp-44},
    {0x1.a6p-1, 0x1.8beafeb39p-3, -0x1.73d54aae92cd1p-47},
    {0x1.a2p-1, 0x1.9f6c40708ap-3, -0x1.337d94bcd3f43p-44},
    {0x1.9cp-1, 0x1.bd087383bep-3, -0x1.d4bc4595412b6p-45},
    {0x1.98p-1, 0x1.d1037f2656p-3, -0x1.84a7e75b6f6e4p-47},
    {0x1.92p-1, 0x1.ef5ade4ddp-3, -0x1.a211565bb8e11p-51},
    {0x1.8ep-1, 0x1.01eae5626cp-2, 0x1.a43dcfade85aep-44},
    {0x1.88p-1, 0x1.1178e8227ep-2, 0x1.1ef78ce2d07f2p-44},
    {0x1.84p-1, 0x1.1bf99635a7p-2, -0x1.1ac89575c2125p-44},
    {0x1.8p-1, 0x1.269621134ep-2, -0x1.1b61f10522625p-44},
    {0x1.7ap-1, 0x1.36b6776be1p-2, 0x1.16ecdb0f177c8p-46},
    {0x1.76p-1, 0x1.419b423d5fp-2, -0x1.ce379226de3ecp-44},
};

/* exp: 2^(i/64) in two parts. */
static const struct {
    double hi, lo;
} POWER[64] = {
    {0x1p+0, 0x0p+0},
    {0x1.02c9a3e778061p+0, -0x1.19083535b085dp-56},
    {0x1.059b0d3158574p+0, 0x1.d73e2a475b465p-55},
    {0x1.0874518759bc8p+0, 0x1.186be4bb284ffp-57},
    {0x1.0b5586cf9890fp+0, 0x1.8a62e4adc610bp-54},
    {0x1.0e3ec32d3d1a2p+0, 0x1.03a1727c57b53p-59},
    {0x1.11301d0125b51p+0, -0x1.6c51039449b3ap-54},
    {0x1.1429aaea92dep+0, -0x1.32fbf9af1369ep-54},
    {0x1.172b83c7d517bp+0, -0x1.19041b9d78a76p-55},
    {0x1.1a35beb6fcb75p+0, 0x1.e5b4c7b4968e4p-55},
    {0x1.1d4873168b9aap+0, 0x1.e016e00a2643cp-54},
    {0x1.2063b88628cd6p+0, 0x1.dc775814a8495p-55},
    {0x1.2387a6e756238p+0, 0x1.9b07eb6c70573p-54},
    {0x1.26b4565e27cddp+0, 0x1.2bd339940e9d9p-55},
    {0x1.29e9df51fdee1p+0, 0x1.612e8afad1255p-55},
    {0x1.2d285a6e4030bp+0, 0x1.0024754db41d5p-54},
    {0x1.306fe0a31b715p+0, 0x1.6f46ad23182e4p-55},
    {0x1.33c08b26416ffp+0, 0x1.32721843659a6p-54},
    {0x1.371a7373aa9cbp+0, -0x1.63aeabf42eae2p-54},
    {0x1.3a7db34e59ff7p+0, -0x1.5e436d661f5e3p-56},
    {0x1.3dea64c123422p+0, 0x1.ada0911f09ebcp-55},
    {0x1.4160a21f72e2ap+0, -0x1.ef3691c309278p-58},
    {0x1.44e086061892dp+0, 0x1.89b7a04ef80dp-59},
    {0x1.486a2b5c13cdp+0, 0x1.3c1a3b69062fp-56},
    {0x1.4bfdad5362a27p+0, 0x1.d4397afec42e2p-56},
    {0x1.4f9b2769d2ca7p+0, -0x1.4b309d25957e3p-54},
    {0x1.5342b569d4f82p+0, -0x1.07abe1db13cadp-55},
    {0x1.56f4736b527dap+0, 0x1.9bb2c011d93adp-54},
    {0x1.5ab07dd485429p+0, 0x1.6324c054647adp-54},
    {0x1.5e76f15ad2148p+0, 0x1.ba6f93080e65ep-54},
    {0x1.6247eb03a5585p+0, -0x1.383c17e40b497p-54},
    {0x1.6623882552225p+0, -0x1.bb60987591c34p-54},
    {0x1.6a09e667f3bcdp+0, -0x1.bdd3413b26456p-54},
    {0x1.6dfb23c651a2fp+0, -0x1.bbe3a683c88abp-57},
    {0x1.71f75e8ec5f74p+0, -0x1.16e4786887a99p-55},
    {0x1.75feb564267c9p+0, -0x1.0245957316dd3p-54},
    {0x1.7a11473eb0187p+0, -0x1.41577ee04992fp-55},
    {0x1.7e2f336cf4e62p+0, 0x1.05d02ba15797ep-56},
    {0x1.82589994cce13p+0, -0x1.d4c1dd41532d8p-54},
    {0x1.868d99b4492edp+0, -0x1.fc6f89bd4f6bap-54},
    {0x1.8ace5422aa0dbp+0, 0x1.6e9f156864b27p-54},
    {0x1.8f1ae99157736p+0, 0x1.5cc13a2e3976cp-55},
    {0x1.93737b0cdc5e5p+0, -0x1.75fc781b57ebcp-57},
    {0x1.97d829fde4e5p+0, -0x1.d185b7c1b85d1p-54},
    {0x1.9c49182a3f09p+0, 0x1.c7c46b071f2bep-56},
    {0x1.a0c667b5de565p+0, -0x1.359495d1cd533p-54},
    {0x1.a5503b23e255dp+0, -0x1.d2f6edb8d41e1p-54},
    {0x1.a9e6b5579fdbfp+0, 0x1.0fac90ef7fd31p-54},
    {0x1.ae89f995ad3adp+0, 0x1.7a1cd345dcc81p-54},
    {0x1.b33a2b84f15fbp+0, -0x1.2805e3084d708p-57},
    {0x1.b7f76f2fb5e47p+0, -0x1.5584f7e54ac3bp-56},
    {0x1.bcc1e904bc1d2p+0, 0x1.23dd07a2d9e84p-55},
    {0x1.c199bdd85529cp+0, 0x1.11065895048ddp-55},
    {0x1.c67f12e57d14bp+0, 0x1.2884dff483cadp-54},
    {0x1.cb720dcef9069p+0, 0x1.503cbd1e949dbp-56},
    {0x1.d072d4a07897cp+0, -0x1.cbc3743797a9cp-54},
    {0x1.d5818dcfba487p+0, 0x1.2ed02d75b3707p-55},
    {0x1.da9e603db3285p+0, 0x1.c2300696db532p-54},
    {0x1.dfc97337b9b5fp+0, -0x1.1a5cd4f184b5cp-54},
    {0x1.e502ee78b3ff6p+0, 0x1.39e8980a9cc8fp-55},
    {0x1.ea4afa2a490dap+0, -0x1.e9c23179c2893p-54},
    {0x1.efa1bee615a27p+0, 0x1.dc7f486a4b6bp-54},
    {0x1.f50765b6e454p+0, 0x1.9d3e12dd8a18bp-54},
    {0x1.fa7c1819e90d8p+0, 0x1.74853f3a5931ep-55},
};

/* hi: a multiple of 2^-42 */
static const double LN2_HI = 0x1.62e42fefa38p-1, LN2_LO = 0x1.ef35793c7673p-45;
/* ln 2 / 64, hi: 34 bits */
static const double STEP_HI = 0x1.62e42fef8p-7, STEP_LO = 0x1.1cf79abc9e3b4p-42;
static const double STEPS_PER_UNIT = 0x1.71547652b82fep+6;

static const uint64_t LEAST_NORMAL = 0x0010000000000000u;
static const uint64_t INFINITY_BITS = 0x7ff0000000000000u;
static const uint64_t FIRST_PIECE = 0x3fe6000000000000u; /* 0.6875 */

static inline uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double of_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* x = 2^k z; z c = 1 + (hi + lo), both exact. */
struct reduced {
    double k, hi, lo, log_hi, log_lo;
};

static inline struct reduced reduce(uint64_t bits)
{
    const uint64_t above = bits - FIRST_PIECE;
    const unsigned piece = (unsigned)(above >> 46) & 63;
    const int64_t k = (int64_t)above >> 52;
    const uint64_t z = bits - ((uint64_t)k << 52);
    const double z_hi = of_bits(z & ~(uint64_t)0x1ff);
    const double c = PIECE[piece].reciprocal;
    return (struct reduced){.k = (double)k,
                            .hi = z_hi * c - 1.0,
                            .lo = (of_bits(z) - z_hi) * c,
                            .log_hi = PIECE[piece].log_hi,
                            .log_lo = PIECE[piece].log_lo};
}

/* (log(1 + r) - r + r^2 / 2) / r^3 for |r| <= 1/64; the first term left out is r^7 / 10. */
static inline double log_tail(double r)
{
    const double r2 = r * r;
    return 1.0 / 3 - r * (1.0 / 4) +
           r2 * (1.0 / 5 - r * (1.0 / 6) + r2 * (1.0 / 7 - r * (1.0 / 8) + r2 * (1.0 / 9)));
}

/* The bits of a positive x with the exponent of a subnormal one extended below zero. */
static uint64_t normal_bits(double x)
{
    const uint64_t bits = bits_of(x);
    return bits >= LEAST_NORMAL ? bits : bits_of(x * 0x1p52) - ((uint64_t)52 << 52);
}

static double log_of_strange(double x)
{
    if (x == 0) return -INFINITY;
    if (x < 0) return NAN;
    return x; /* infinity, NAN */
}

double maths_log(double x)
{
    uint64_t bits = bits_of(x);
    if (bits - LEAST_NORMAL >= INFINITY_BITS - LEAST_NORMAL) {
        if (!(x > 0) || bits >= INFINITY_BITS) return log_of_strange(x);
        bits = normal_bits(x);
    }
    const struct reduced z = reduce(bits);
    const double r = z.hi + z.lo;
    const double w = z.k * LN2_HI + z.log_hi; /* exact */
    const double hi = w + r;
    const double lo = (w - hi) + r + (z.k * LN2_LO + z.log_lo);
    const double r2 = r * r;
    return lo + (r2 * r * log_tail(r) - 0.5 * r2) + hi;
}

/* hi times 2^k, for any k that leaves a double, zero or infinity. */
static inline double scale(double x, int64_t k)
{
    if (k >= -1020 && k <= 1022) return of_bits(bits_of(x) + ((uint64_t)k << 52));
    if (k > 0) return of_bits(bits_of(x) + ((uint64_t)(k - 2) << 52)) * 4.0;
    return of_bits(bits_of(x) + ((uint64_t)(k + 100) << 52)) * 0x1p-100;
}

/* exp(x + extra), extra being far smaller than x or both small; x within the range of the
 * answer. */
static inline double exp_of_sum(double x, double extra)
{
    const double steps = floor(x * STEPS_PER_UNIT + 0.5);
    const int64_t n = (int64_t)steps;
    const double r = (x - steps * STEP_HI) - steps * STEP_LO + extra;
    const double r2 = r * r;
    const double p =
        r + r2 * (0.5 + r * (1.0 / 6) + r2 * (1.0 / 24 + r * (1.0 / 120) + r2 * (1.0 / 720)));
    const double hi = POWER[n & 63].hi, lo = POWER[n & 63].lo;
    return scale(hi + (lo + hi * p), n >> 6);
}

double maths_exp(double x)
{
    if (x > 709.782712893384) return INFINITY; /* log of the largest double */
    if (x < -745.1332191019412) return 0;      /* log of half the least */
    if (x != x) return x;
    return exp_of_sum(x, 0);
}

/* ---- pow: log and product in pairs of doubles ------------------------------------------------ */

struct pair {
    double hi, lo;
};

/* a + b exactly [Knuth]. */
static struct pair add_exactly(double a, double b)
{
    const double sum = a + b;
    const double b_part = sum - a;
    return (struct pair){sum, (a - (sum - b_part)) + (b - b_part)};
}

/* a b exactly, for operands far from the ends of the range [Dekker]. */
static struct pair multiply_exactly(double a, double b)
{
    const double a_big = a * 134217729.0, b_big = b * 134217729.0; /* 2^27 + 1 */
    const double a_hi = a_big - (a_big - a), b_hi = b_big - (b_big - b);
    const double a_lo = a - a_hi, b_lo = b - b_hi;
    const double product = a * b;
    const double lost = ((a_hi * b_hi - product) + a_hi * b_lo + a_lo * b_hi) + a_lo * b_lo;
    return (struct pair){product, lost};
}

/* log x to about 65 bits; x positive and finite. */
static struct pair log_in_pair(double x)
{
    const struct reduced z = reduce(normal_bits(x));
    const struct pair r = add_exactly(z.hi, z.lo);
    const struct pair square = multiply_exactly(r.hi, r.hi);
    const double cubic = r.hi * square.hi * log_tail(r.hi);
    const struct pair a = add_exactly(z.k * LN2_HI + z.log_hi, r.hi);
    const struct pair b = add_exactly(a.hi, -0.5 * square.hi);
    const struct pair c = add_exactly(b.hi, cubic);
    const double rest = (z.k * LN2_LO + z.log_lo) + (r.lo - 0.5 * square.lo - r.hi * r.lo);
    return add_exactly(c.hi, a.lo + b.lo + c.lo + rest);
}

static double pow_of_strange(double x, double y)
{
    if (x < 0 || x != x || y != y) return NAN;
    const bool huge = (x > 1) == (y > 0);
    return huge ? INFINITY : 0; /* 0, infinity, or anything to an infinite power */
}

double maths_pow(double x, double y)
{
    if (y == 0 || x == 1) return 1;
    if (!(x > 0) || x > 0x1.fffffffffffffp1023 || !(fabs(y) <= 0x1.fffffffffffffp1023)) {
        return pow_of_strange(x, y);
    }
    const struct pair log = log_in_pair(x);
    const double rough = y * log.hi;
    if (rough > 710) return INFINITY;
    if (rough < -746) return 0;
    const struct pair product = multiply_exactly(y, log.hi);
    return exp_of_sum(product.hi, product.lo + y * log.lo);
}

/* ---- the normal quantile: algorithm AS 241, PPND16 [Wichura1988], relative error about 1e-16
 * ---- */

static double ratio(const double top[8], const double bottom[8], double x)
{
    double t = top[7], b = bottom[7];
    for (int i = 6; i >= 0; i--) {
        t = t * x + top[i];
        b = b * x + bottom[i];
    }
    return t / b;
}

static const double CENTRE_TOP[8] = {3.3871328727963666080e0,  1.3314166789178437745e+2,
                                     1.9715909503065514427e+3, 1.3731693765509461125e+4,
                                     4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                     3.3430575583588128105e+4, 2.5090809287301226727e+3};
static const double CENTRE_BOTTOM[8] = {1.0,
                                        4.2313330701600911252e+1,
                                        6.8718700749205790830e+2,
                                        5.3941960214247511077e+3,
                                        2.1213794301586595867e+4,
                                        3.9307895800092710610e+4,
                                        2.8729085735721942674e+4,
                                        5.2264952788528545610e+3};
static const double MIDDLE_TOP[8] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                     5.76949722146069140550e0,  3.64784832476320460504e0,
                                     1.27045825245236838258e0,  2.41780725177450611770e-1,
                                     2.27238449892691845833e-2, 7.74545014278341407640e-4};
static const double MIDDLE_BOTTOM[8] = {1.0,
                                        2.05319162663775882187e0,
                                        1.67638483018380384940e0,
                                        6.89767334985100004550e-1,
                                        1.48103976427480074590e-1,
                                        1.51986665636164571966e-2,
                                        5.47593808499534494600e-4,
                                        1.05075007164441684324e-9};
static const double FAR_TOP[8] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                  1.78482653991729133580e0,  2.96560571828504891230e-1,
                                  2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                  2.71155556874348757815e-5, 2.01033439929228813265e-7};
static const double FAR_BOTTOM[8] = {1.0,
                                     5.99832206555887937690e-1,
                                     1.36929880922735805310e-1,
                                     1.48753612908506148525e-2,
                                     7.86869131145613259100e-4,
                                     1.84631831751005468180e-5,
                                     1.42151175831644588870e-7,
                                     2.04426310338993978564e-15};

double maths_normal_quantile(double p)
{
    if (!(p > 0 && p < 1)) return p == 0 ? -INFINITY : p == 1 ? INFINITY : NAN;
    const double q = p - 0.5;
    if (fabs(q) <= 0.425) return q * ratio(CENTRE_TOP, CENTRE_BOTTOM, 0.180625 - q * q);
    const double r = sqrt(-maths_log(q < 0 ? p : 1.0 - p));
    const double z =
        r <= 5.0 ? ratio(MIDDLE_TOP, MIDDLE_BOTTOM, r - 1.6) : ratio(FAR_TOP, FAR_BOTTOM, r - 5.0);
    return q < 0 ? -z : z;
}
