// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the addresses at which random numbers of flights and ULDs stand. By hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/base/cargo.h"
#include "tests/assertions.h"

/* Written down in the order lane, flight, place, each address is higher than the one before: so no
 * two are the same. The last flight is one of the year 2169, week 10,400 after 1970: serial
 * 10,400 * 4,096. */
static void no_two_ulds_share_an_address(void **state)
{
    (void)state;
    const uint32_t serials[] = {0, 1, 2, 4095, 4096, 10400 * 4096 - 1, 10400 * 4096};
    uint64_t last = 0, n = 0;
    for (uint16_t lane = 0; lane < 300; lane++)
        for (size_t f = 0; f < sizeof serials / sizeof *serials; f++)
            for (uint16_t place = 0; place < CARGO_ULDS_MAX; place++) {
                struct uld uld = {.lane = lane, .serial = serials[f], .place = place};
                uint64_t address = cargo_uld_address(&uld);
                assert_true(n == 0 || address > last);
                assert_int_equal(address, cargo_place_address(lane, serials[f], place));
                last = address;
                n++;
            }
    assert_int_equal(n, 300 * 7 * CARGO_ULDS_MAX);
    assert_less(last, UINT64_C(1) << 60); /* what stations add to tell their streams apart */
}

static void no_two_flights_share_an_address(void **state)
{
    (void)state;
    uint64_t last = 0;
    for (uint16_t lane = 1; lane < 300; lane++)
        for (uint32_t serial = 0; serial < 10400 * 4096u; serial += 4096 * 500) {
            const struct flight flight = {.lane = lane, .serial = serial};
            assert_greater(cargo_flight_address(&flight), last);
            last = cargo_flight_address(&flight);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_two_ulds_share_an_address),
        cmocka_unit_test(no_two_flights_share_an_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
