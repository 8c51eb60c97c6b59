package io.tuanzi;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The application: one process that runs one shop on one database. */
@SpringBootApplication
@Modulithic(systemName = "Tuanzi", sharedModules = {"kernel", "platform"})
public class Tuanzi {

    public static void main(String[] args) {
        Integer exit = new Cli(System.getenv()).execute(args);
        if (exit != null) {
            System.exit(exit);
        }
    }
}
