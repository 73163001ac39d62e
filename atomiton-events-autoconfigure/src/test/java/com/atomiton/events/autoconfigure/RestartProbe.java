package com.atomiton.events.autoconfigure;

import com.example.restart.RestartedApplication;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Runs an application three times as devtools does: its own classes by a new class loader each time, everything else by
 * the one below. Prints how many of those loaders are still referenced at the end. To be run without soft references,
 * in which Spring's caches keep classes until memory is short.
 */
final class RestartProbe {

    private RestartProbe() {}

    public static void main(String[] arguments) throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            loaders.add(run());
        }
        System.out.println("left: " + left(loaders));
    }

    private static WeakReference<ClassLoader> run() throws Exception {
        ClassLoader outer = Thread.currentThread().getContextClassLoader();
        URL classes =
                RestartedApplication.class.getProtectionDomain().getCodeSource().getLocation();
        try (RestartLoader loader = new RestartLoader(classes, outer)) {
            Thread.currentThread().setContextClassLoader(loader);
            Callable<?> application = (Callable<?>) Class.forName(RestartedApplication.class.getName(), true, loader)
                    .getDeclaredConstructor()
                    .newInstance();
            System.out.println("answered: " + application.call());
            return new WeakReference<>(loader);
        } finally {
            Thread.currentThread().setContextClassLoader(outer);
        }
    }

    private static long left(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
        long left = loaders.size();
        for (int attempt = 0; attempt < 100 && left > 0; attempt++) {
            System.gc();
            Thread.onSpinWait();
            left = loaders.stream().filter(loader -> loader.get() != null).count();
        }
        return left;
    }

    private static final class RestartLoader extends URLClassLoader {

        private static final String OURS = "com.example.restart.";

        RestartLoader(URL classes, ClassLoader parent) {
            super(new URL[] {classes}, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                return name.startsWith(OURS) ? findClass(name) : super.loadClass(name, resolve);
            }
        }
    }
}
