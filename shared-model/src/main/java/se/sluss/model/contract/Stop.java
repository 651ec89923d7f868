package se.sluss.model.contract;

import java.util.List;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;

/**
 * Where the validator stops looking at the order of an element's children: it tells the first child
 * that cannot stand where it stands, or that the last is not there, and takes the others as they
 * come.
 *
 * @param element the child, or the element whose last child is not there
 * @param atEnd whether it was told at the end of the element
 * @param expected what the schema allows there, in its order; empty also where it counts
 * @param isPlain whether nothing stands between what it allows and what is there but elements that
 *     are missing or too many; it may also count them, or allow any of a kind
 */
record Stop(Element element, boolean atEnd, boolean isPlain, List<QName> expected, Located told) {

  /** Whose children it is about. */
  Element parent() {
    return atEnd || !(element.getParentNode() instanceof Element parent) ? element : parent;
  }
}
