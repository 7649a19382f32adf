@NullMarked
package jp.tsunagi.emergency.boundary;

import org.jspecify.annotations.NullMarked;
