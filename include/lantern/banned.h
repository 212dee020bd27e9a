/*
 * banned.h -- functions that have a safer sister; using one is a compile error. Include last.
 */
#ifndef LANTERN_BANNED_H
#define LANTERN_BANNED_H

#pragma GCC poison strcpy strcat sprintf vsprintf strtok atoi atol atoll gmtime localtime
#pragma GCC poison gets strncat ctime asctime

#endif
