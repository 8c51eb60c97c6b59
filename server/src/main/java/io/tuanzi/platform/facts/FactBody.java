package io.tuanzi.platform.facts;

/**
 * What a fact says: a record of ids, amounts and states, never personal data.
 *
 * <p>Each implementing record carries {@link FactType}. Its JSON is a contract: fields are added, never renamed.
 */
public interface FactBody {
}
