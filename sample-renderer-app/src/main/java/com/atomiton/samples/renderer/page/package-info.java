/**
 * What an open page is told and how: messages that anybody publishes as application events go to every open page, and a
 * page that opens first gets what there is.
 */
@NullMarked
package com.atomiton.samples.renderer.page;

import org.jspecify.annotations.NullMarked;
