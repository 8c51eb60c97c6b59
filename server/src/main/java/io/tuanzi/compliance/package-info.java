/**
 * What the law allows, as parameters with a safe default and bounds that code refuses to pass.
 *
 * <p>Whoever pays for bringing people asks here first: how many levels may earn from one order, how much of what was
 * paid may be passed on, what may be withdrawn and what tax is withheld. A parameter is changed by a person with a
 * reason; no change reaches beyond its bounds (REF-22, REF-23). Joining costs nothing and asks for no purchase, and
 * there is no parameter that could say otherwise.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.tuanzi.compliance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
