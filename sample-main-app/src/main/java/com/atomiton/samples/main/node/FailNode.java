package com.atomiton.samples.main.node;

import org.springframework.stereotype.Component;

/** {@code fail}: throws, with {@code message}. */
@Component
final class FailNode implements NodeType {

    @Override
    public String name() {
        return "fail";
    }

    @Override
    public Object run(NodeContext node) {
        throw new IllegalStateException(
                node.parameters().optionalText("message").orElse("it was told to"));
    }
}
