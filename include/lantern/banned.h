/*
 * banned.h -- functions that have a safer sister; using one is a compile error. Include last.
 */
#ifndef LANTERN_BANNED_H
#define LANTERN_BANNED_H

/* With clang some of them are macros of the fortified library, which may not be poisoned. */
#undef strcpy
#undef strcat
#undef strncat
#undef sprintf
#undef vsprintf
#undef gets

#pragma GCC poison strcpy strcat sprintf vsprintf strtok atoi atol atoll gmtime localtime
#pragma GCC poison gets strncat ctime asctime

#endif
