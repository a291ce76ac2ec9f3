// SPDX-License-Identifier: GPL-3.0-or-later
/* SANITIZED is 1 when the address sanitizer is at work: it replaces malloc and needs terabytes
 * of addresses itself. */
#ifndef TESTS_SIM_SANITIZED_H
#define TESTS_SIM_SANITIZED_H

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#endif
