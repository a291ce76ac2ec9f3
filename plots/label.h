// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * plots/label.h -- words put into a picture that is there already, for programs: how it was made.
 *
 * Knows          where SVG and PNG have room for such words (<metadata>; an iTXt chunk, UTF-8).
 * Does not know  what the words say.
 */
#ifndef PLOTS_LABEL_H
#define PLOTS_LABEL_H

#include <stddef.h>

/* A copy of the picture with the words under that keyword; *bytes is its length before and after.
 * The caller frees. NULL: no memory. A picture of another form comes back as it was.
 * text: JSON, so that what would end the label can be said in another way. */
char *label_svg(const char *svg, size_t *bytes, const char *keyword, const char *text);
char *label_png(const char *png, size_t *bytes, const char *keyword, const char *text);

#endif
