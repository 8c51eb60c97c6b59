/**
 * Members of staff: who they are, what their roles permit, their sessions; and the screens of the machine itself:
 * audit trail, tasks, facts.
 *
 * <p>Every write here, as everywhere for staff, leaves an audit entry in its own transaction (W1).
 */
@NullMarked
package io.tuanzi.platform.staff;

import org.jspecify.annotations.NullMarked;
