package se.sluss.model.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {
  private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

  /** Canonical XML 1.0, section 3.1, without the document type declaration. */
  @Test
  void instructionsStayAndCommentsGo() {
    String input =
        """
        <?xml version="1.0"?>

        <?xml-stylesheet   href="doc.xsl"
           type="text/xsl"   ?>

        <doc>Hello, world!<!-- Comment 1 --></doc>

        <?pi-without-data     ?>

        <!-- Comment 2 -->

        <!-- Comment 3 -->
        """;
    assertThat(canonical(input))
        .isEqualTo(
            """
            <?xml-stylesheet href="doc.xsl"
               type="text/xsl"   ?>
            <doc>Hello, world!</doc>
            <?pi-without-data?>""");
  }

  /** Canonical XML 1.0, section 3.3, without the document type declaration. */
  @Test
  void tagsAttributesAndNamespacesAreBroughtToOneForm() {
    String input =
        """
        <doc>
           <e1   />
           <e2   ></e2>
           <e3   name = "elem3"   id="elem3"   />
           <e4   name="elem4"   id="elem4"   ></e4>
           <e5 a:attr="out" b:attr="sorted" attr2="all" attr="I'm"
              xmlns:b="http://www.ietf.org"
              xmlns:a="http://www.w3.org"
              xmlns="http://example.org"/>
           <e6 xmlns="" xmlns:a="http://www.w3.org">
              <e7 xmlns="http://www.ietf.org">
                 <e8 xmlns="" xmlns:a="http://www.w3.org">
                    <e9 xmlns="" xmlns:a="http://www.ietf.org"/>
                 </e8>
              </e7>
           </e6>
        </doc>
        """;
    assertThat(canonical(input))
        .isEqualTo(
            """
            <doc>
               <e1></e1>
               <e2></e2>
               <e3 id="elem3" name="elem3"></e3>
               <e4 id="elem4" name="elem4"></e4>
               <e5 xmlns="http://example.org" xmlns:a="http://www.w3.org" xmlns:b="http://www.ietf.org" attr="I'm" attr2="all" b:attr="sorted" a:attr="out"></e5>
               <e6 xmlns:a="http://www.w3.org">
                  <e7 xmlns="http://www.ietf.org">
                     <e8 xmlns="">
                        <e9 xmlns:a="http://www.ietf.org"></e9>
                     </e8>
                  </e7>
               </e6>
            </doc>""");
  }

  /** Canonical XML 1.0, section 3.4, the parts that need no declaration. */
  @Test
  void charactersAreReplacedByTheirCanonicalReferences() {
    String input =
        """
        <doc>
           <text>First line&#x0d;&#10;Second line</text>
           <value>&#x32;</value>
           <compute><![CDATA[value>"0" && value<"10" ?"valid":"error"]]></compute>
           <compute expr='value>"0" &amp;&amp; value&lt;"10" ?"valid":"error"'>valid</compute>
        </doc>
        """;
    assertThat(canonical(input))
        .isEqualTo(
            """
            <doc>
               <text>First line&#xD;
            Second line</text>
               <value>2</value>
               <compute>value&gt;"0" &amp;&amp; value&lt;"10" ?"valid":"error"</compute>
               <compute expr="value>&quot;0&quot; &amp;&amp; value&lt;&quot;10&quot; ?&quot;valid&quot;:&quot;error&quot;">valid</compute>
            </doc>""");
  }

  @Test
  void entryIsTheSameHoweverTheDocumentIsSpelled() {
    SignedEntry plain = entry("<a xmlns='urn:a'><id>" + ID + "</id><b x='1' y='å'></b></a>");
    SignedEntry other =
        entry(
            "<?xml version='1.0' encoding='UTF-8'?>\r\n<!-- c --><a xmlns=\"urn:a\" ><id><![CDATA["
                + ID
                + "]]></id><b y = \"&#xe5;\"\n  x=\"1\"/><!-- d --></a>\n\n");
    SignedEntry latin =
        SignedEntry.of(
            HardenedXml.parse(
                ("<?xml version='1.0' encoding='ISO-8859-1'?><a xmlns='urn:a'><id>"
                        + ID
                        + "</id><b y='å' x='1'/></a>")
                    .getBytes(ISO_8859_1)));
    assertThat(other).isEqualTo(plain);
    assertThat(latin).isEqualTo(plain);
  }

  @Test
  void whiteSpaceBetweenElementsIsContent() {
    assertThat(entry("<a xmlns='urn:a'><id>" + ID + "</id></a>"))
        .isNotEqualTo(entry("<a xmlns='urn:a'>\n<id>" + ID + "</id></a>"));
  }

  /** The hash was computed with another tool over the canonical text written by hand. */
  @Test
  void knownDocumentHasItsKnownEntry() {
    assertThat(entry("<a xmlns='urn:a'><id>" + ID + "</id><namn>Åsa</namn></a>"))
        .hasToString(ID + ",6b4a6d22f60ff890fd419615ca25d7fb691313805e54aecb5dcf9bfc222f0150");
  }

  @Test
  void documentWithoutExactlyOneProperIdHasNoEntry() {
    for (String xml :
        List.of(
            "<a xmlns='urn:a'/>",
            "<a><id>" + ID + "</id></a>",
            "<a xmlns='urn:a'><id>42</id></a>",
            "<a xmlns='urn:a'><b><id>" + ID + "</id></b></a>",
            "<a xmlns='urn:a'><id xmlns='urn:b'>" + ID + "</id></a>",
            "<a xmlns='urn:a'><id>" + ID + "</id><id>" + ID + "</id></a>")) {
      assertThatThrownBy(() -> entry(xml)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whatAnElementSaysOfItsLanguageIsNotSaidAgainBelowIt() {
    assertThat(canonical("<a xml:lang='sv'><b><c xml:space='preserve'/></b></a>"))
        .isEqualTo("<a xml:lang=\"sv\"><b><c xml:space=\"preserve\"></c></b></a>");
  }

  @Test
  void joinedEntriesAreReadBack() {
    SignedEntry one = new SignedEntry(ID, "a".repeat(64));
    SignedEntry two = new SignedEntry(ID.replace('0', '1'), "b".repeat(64));
    String joined = SignedEntry.join(List.of(one, two));
    assertThat(joined).isEqualTo(one + ";" + two);
    assertThat(SignedEntry.parseAll(joined)).containsExactly(one, two);
  }

  @Test
  void whatIsNoListOfEntriesIsNotReadAsOne() {
    String entry = ID + "," + "a".repeat(64);
    for (String text :
        List.of("", ";", entry + ";", " " + entry, entry.toUpperCase(), entry + "," + ID, ID)) {
      assertThatThrownBy(() -> SignedEntry.parseAll(text))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static String canonical(String xml) {
    return new String(CanonicalForm.of(HardenedXml.parse(xml.getBytes(UTF_8))), UTF_8);
  }

  private static SignedEntry entry(String xml) {
    return SignedEntry.of(HardenedXml.parse(xml.getBytes(UTF_8)));
  }
}
