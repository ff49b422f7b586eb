/* As C++ programs include a header that they take for one of C alone: before the program itself (-include). */
extern "C" {
#include <libwebsockets.h>
}
