package jp.tsunagi.consent.boundary;

/**
 * 同意を待つ避難支援等実施者. One who is to help by the plan, or was asked to, and has not agreed: until then
 * the plan goes to nobody in advance.
 *
 * @param id of the RelatedPerson
 */
public record AwaitedSupporter(String id, String name) {}
