/** 事業所・職員。 Organizations, posts and the directory they make, as values without any store. */
@NullMarked
package jp.tsunagi.organization.entity;

import org.jspecify.annotations.NullMarked;
