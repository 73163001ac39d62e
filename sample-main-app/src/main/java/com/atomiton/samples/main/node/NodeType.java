package com.atomiton.samples.main.node;

import org.jspecify.annotations.Nullable;

/** A kind of node. One instance serves all executions, at the same time. */
public interface NodeType {

    /** The name that blueprints use. */
    String name();

    /**
     * Does the work of one node. It calls {@link NodeContext#checkStopped()} at least every few milliseconds, or waits
     * with {@link NodeContext#pause}.
     *
     * @return what the nodes behind it get: a {@link Table} or a plain JSON value
     * @throws Exception whatever it likes: the execution fails and names the node
     */
    @Nullable
    Object run(NodeContext node) throws Exception;
}
