package se.sluss.model.contract;

import java.util.List;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;

/**
 * Where the validator stops looking at the order of an element's children: it tells the first child
 * that cannot stand where it stands, or that the last is not there, and takes the others as they
 * come.
 *
 * @param atEnd whether something is missing at the end of the element, or the element itself cannot
 *     stand there
 * @param expected what the schema allows there, in its order
 */
record Stop(Element element, boolean atEnd, List<QName> expected, Located told) {}
