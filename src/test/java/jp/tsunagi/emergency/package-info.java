@NullMarked
package jp.tsunagi.emergency;

import org.jspecify.annotations.NullMarked;
