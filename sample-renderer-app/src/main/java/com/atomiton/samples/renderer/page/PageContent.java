package com.atomiton.samples.renderer.page;

import java.util.List;

/** Something that a page shows, and that must be there when the page opens. Every bean of this type is asked. */
@FunctionalInterface
public interface PageContent {

    /** The messages that bring a page that knows nothing up to date. */
    List<PageMessage> content();
}
