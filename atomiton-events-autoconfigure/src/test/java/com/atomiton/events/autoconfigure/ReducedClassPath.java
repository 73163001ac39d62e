package com.atomiton.events.autoconfigure;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Loads everything anew, from this JVM's class path without some of its jars. */
public final class ReducedClassPath {

    private ReducedClassPath() {}

    /**
     * Calls a public class that has a public constructor, loaded anew.
     *
     * @param without what the names of the missing jars match in part
     */
    public static String call(Pattern without, Class<? extends Callable<String>> probe) throws Exception {
        URL[] urls = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !without.matcher(new File(path).getName()).find())
                .map(ReducedClassPath::url)
                .toArray(URL[]::new);
        ClassLoader outer = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Object instance = Class.forName(probe.getName(), true, loader)
                    .getDeclaredConstructor()
                    .newInstance();
            return (String) ((Callable<?>) instance).call();
        } finally {
            Thread.currentThread().setContextClassLoader(outer);
        }
    }

    private static URL url(String path) {
        try {
            return new File(path).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
