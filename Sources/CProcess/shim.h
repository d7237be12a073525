#include <sys/prctl.h>

/* No core dump of this process, and no looking into its memory or environment by other processes of the
 * same user. prctl(2), PR_SET_DUMPABLE; variadic, which Swift does not call. Returns 0. */
static inline int yp_forbid_inspection(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
