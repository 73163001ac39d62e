package com.atomiton.events.autoconfigure;

import com.atomiton.events.transport.unix.SocketLocation;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the processes of the application meet. A bean of this type takes the place of the properties
 * {@code atomiton.events.namespace} and {@code atomiton.events.socket.path}.
 */
public interface ConductorConnectionDetails extends ConnectionDetails {

    /** The location of the socket. Asked for only by a process that has peers. */
    SocketLocation getSocketLocation();
}
