/** 事業所・職員。 Who works where, in which post, for which areas; support teams; the tree of places. */
@NullMarked
package jp.tsunagi.organization.boundary;

import org.jspecify.annotations.NullMarked;
