package se.sluss.model.contract;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.LSInput;

/** One schema file in the shape that the schema compiler asks for. */
final class SchemaInput implements LSInput {
  private final String systemId;
  private final byte[] bytes;

  SchemaInput(String systemId, byte[] bytes) {
    this.systemId = systemId;
    this.bytes = bytes;
  }

  @Override
  public InputStream getByteStream() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public String getSystemId() {
    return systemId;
  }

  @Override
  public @Nullable Reader getCharacterStream() {
    return null;
  }

  @Override
  public @Nullable String getStringData() {
    return null;
  }

  @Override
  public @Nullable String getPublicId() {
    return null;
  }

  @Override
  public @Nullable String getBaseURI() {
    return null;
  }

  @Override
  public @Nullable String getEncoding() {
    return null;
  }

  @Override
  public boolean getCertifiedText() {
    return false;
  }

  @Override
  public void setCharacterStream(Reader characterStream) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setByteStream(InputStream byteStream) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setStringData(String stringData) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setSystemId(String systemId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setPublicId(String publicId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setBaseURI(String baseUri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setEncoding(String encoding) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setCertifiedText(boolean certifiedText) {
    throw new UnsupportedOperationException();
  }
}
