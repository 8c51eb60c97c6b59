/** The promoter centre, the staff's promoters and withdrawals, and the share card with its poster. */
@NullMarked
package io.tuanzi.rewards.web;

import org.jspecify.annotations.NullMarked;
