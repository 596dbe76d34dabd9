import java.io.FileInputStream;
import java.io.InputStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Checks PDF files by veraPDF: {@code ValidatePdf FLAVOUR[,FLAVOUR] FILE ...}. Prints a line per file and flavour
 * ("ok" or "broken", the flavour, the file, the number of checks), then each rule broken.
 */
public class ValidatePdf {
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        for (int at = 1; at < arguments.length; at++) {
            for (String id : arguments[0].split(",")) {
                check(PDFAFlavour.byFlavourId(id), arguments[at]);
            }
        }
    }

    private static void check(PDFAFlavour flavour, String file) throws Exception {
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("no such flavour");
        }
        try (InputStream content = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(content, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            String word = result.isCompliant() ? "ok" : "broken";
            System.out.println(word + "\t" + flavour.getId() + "\t" + file + "\t" + result.getTotalAssertions());
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    System.out.println("\t" + assertion.getRuleId().getClause() + " " + assertion.getMessage());
                }
            }
        }
    }
}
