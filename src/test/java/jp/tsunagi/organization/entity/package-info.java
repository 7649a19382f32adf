/** 事業所・職員。 Tests. */
@NullMarked
package jp.tsunagi.organization.entity;

import org.jspecify.annotations.NullMarked;
