/**
 * 基盤。 What every component stands on: configuration, the clock, problems and how they are told, who
 * calls, live events.
 */
@NullMarked
package jp.tsunagi.platform.boundary;

import org.jspecify.annotations.NullMarked;
