/** 監査記録。 Tests. */
@NullMarked
package jp.tsunagi.audit.boundary;

import org.jspecify.annotations.NullMarked;
