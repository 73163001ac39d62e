package com.atomiton.samples.contract;

/**
 * A node of an execution and where it stands.
 *
 * @param id the node's id in its blueprint
 * @param status where it stands
 */
public record NodeState(String id, NodeStatus status) {}
