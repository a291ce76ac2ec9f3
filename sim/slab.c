// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/slab.h"

#include <string.h>

void slab_start(struct slab *slab, struct sim *sim, size_t bytes)
{
    size_t rounded = (bytes + 7) & ~(size_t)7;
    *slab = (struct slab){.sim = sim, .bytes = rounded};
    slab->chunk = sim_alloc(sim, SLAB_CHUNKS * sizeof *slab->chunk);
}

uint32_t slab_take(struct slab *slab)
{
    uint32_t number;
    if (slab->free_head != 0) {
        number = slab->free_head - 1;
        memcpy(&slab->free_head, slab_at(slab, number), sizeof slab->free_head);
    } else {
        number = slab->made++;
        if (number % SLAB_CHUNK == 0) {
            REQUIRE(slab->sim, number / SLAB_CHUNK < SLAB_CHUNKS, "more than %d records alive",
                    SLAB_CHUNK * SLAB_CHUNKS);
            slab->chunk[number / SLAB_CHUNK] = sim_alloc(slab->sim, SLAB_CHUNK * slab->bytes);
        }
    }
    memset(slab_at(slab, number), 0, slab->bytes);
    slab->alive++;
    return number;
}

void slab_give(struct slab *slab, uint32_t number)
{
    memcpy(slab_at(slab, number), &slab->free_head, sizeof slab->free_head);
    slab->free_head = number + 1;
    slab->alive--;
}
