@NullMarked
package jp.tsunagi.emergency.control;

import org.jspecify.annotations.NullMarked;
