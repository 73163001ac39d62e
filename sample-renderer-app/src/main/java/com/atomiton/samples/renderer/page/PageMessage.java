package com.atomiton.samples.renderer.page;

/**
 * Something for every open page. Publish it as an application event.
 *
 * @param type what the page's scripts know it by
 * @param key what it is about; of those of one type and key that wait for a slow page only the newest is sent
 * @param data written as JSON
 */
public record PageMessage(String type, String key, Object data) {

    String id() {
        return type + ' ' + key;
    }
}
