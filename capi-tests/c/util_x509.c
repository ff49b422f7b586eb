/*
 * Certificate objects: what is read from a PEM text, what is told about it in how much room, and who issued whom.
 */
#include "testing.h"

#include <stddef.h>

/* Made by openssl: "Test CA", and "/C=DE/O=Org/CN=localhost/emailAddress=a@b.c" by it, for 100 years. */
static const char authority[] =
	"-----BEGIN CERTIFICATE-----\n"
	"MIIBezCCASGgAwIBAgIUcp1u6rzliDZ5to3RjOhy2pA+h0QwCgYIKoZIzj0EAwIw\n"
	"EjEQMA4GA1UEAwwHVGVzdCBDQTAgFw0yNjExMjEwODQxMzRaGA8yMTI2MTAyODA4\n"
	"NDEzNFowEjEQMA4GA1UEAwwHVGVzdCBDQTBZMBMGByqGSM49AgEGCCqGSM49AwEH\n"
	"A0IABNlOKvj3WaZbUDuqAihWQQ17pvUR8+DcfDw0BEtJsCbPH9wesj/L6fpd1gO5\n"
	"9bz3JQ913hxvdIvAjlTCcRsFfVOjUzBRMB0GA1UdDgQWBBQACpPwRPpB+IxhTTAn\n"
	"t1jGgrNOdDAfBgNVHSMEGDAWgBQACpPwRPpB+IxhTTAnt1jGgrNOdDAPBgNVHRMB\n"
	"Af8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQCE1+xelyuO9L68Sl+VGSylkNPC\n"
	"sETLG+IJaSF1B/uPbQIgSXIAm8KvHWA5ytDYBVsk2EGO0EOvaZDCcHXlDSgunK8=\n"
	"-----END CERTIFICATE-----\n";
static const char certificate[] =
	"-----BEGIN CERTIFICATE-----\n"
	"MIIBqjCCAVCgAwIBAgIUcRVHq0U6CP9A3KsshbIqzOJ7s9EwCgYIKoZIzj0EAwIw\n"
	"EjEQMA4GA1UEAwwHVGVzdCBDQTAgFw0yNjExMjEwODQxMzRaGA8yMTI2MTAyODA4\n"
	"NDEzNFowRTELMAkGA1UEBhMCREUxDDAKBgNVBAoMA09yZzESMBAGA1UEAwwJbG9j\n"
	"YWxob3N0MRQwEgYJKoZIhvcNAQkBFgVhQGIuYzBZMBMGByqGSM49AgEGCCqGSM49\n"
	"AwEHA0IABEqg9qIuilI4XHwfz7t8AqV2PKM+uDJ2ZWa1xQwOXE2+u3pyAJqH2sTc\n"
	"rQr75BQRYvIcJXdgTOPr+y9M8yv1GeqjTzBNMAsGA1UdDwQEAwIFoDAdBgNVHQ4E\n"
	"FgQUPQMBS6Wg8VsRb1yZ8lyBYFgvAXMwHwYDVR0jBBgwFoAUAAqT8ET6QfiMYU0w\n"
	"J7dYxoKzTnQwCgYIKoZIzj0EAwIDSAAwRQIgRFAjG50GwIZe14uJ0xYdnGS+jk1O\n"
	"jxhR7q89F35v9/QCIQCqBqI8dvbgkVArgvTAt3Fh1GmlubwzWcnioBnMTB7i2A==\n"
	"-----END CERTIFICATE-----\n";

static union lws_tls_cert_info_results *told;

/* What is told in so much room; what lies behind it stays as it is. */
static int tell(struct lws_x509_cert *x, int kind, size_t len)
{
	size_t i;
	int n;

	memset(told, 0x5a, 8192);
	n = lws_x509_info(x, (enum lws_tls_cert_info)kind, told, len);
	for (i = len ? len : 64; i < 4096; i++)
		CHECK_EQ(((char *)told)[offsetof(union lws_tls_cert_info_results, ns.name) + i], 0x5a);
	return n;
}

static struct lws_x509_cert *parsed(const char *pem)
{
	struct lws_x509_cert *x = NULL;

	CHECK_EQ(lws_x509_create(&x), 0);
	CHECK(x);
	CHECK_EQ(lws_x509_parse_from_pem(x, pem, strlen(pem) + 1), 0);
	return x;
}

int main(void)
{
	struct lws_x509_cert *ca, *leaf, *empty = NULL;
	size_t len;

	lws_set_log_level(0, NULL);
	told = get_memory(8192);
	ca = parsed(authority);
	leaf = parsed(certificate);

	CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_COMMON_NAME, 64), 0);
	CHECK(!strcmp(told->ns.name, "localhost/emailAddress=a@b.c"));
	CHECK_EQ(told->ns.len, 28);
	CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_ISSUER_NAME, 64), 0);
	CHECK(!strcmp(told->ns.name, "/CN=Test CA"));
	CHECK_EQ(told->ns.len, 11);
	/* Whole parts, as many as fit. */
	CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_COMMON_NAME, 31), 0);
	CHECK(!strcmp(told->ns.name, "localhost"));
	CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_COMMON_NAME, 15), 0);
	CHECK(!strcmp(told->ns.name, "/C=DE/O=Org"));
	for (len = 4; len < 70; len++) {
		CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_COMMON_NAME, len), 0);
		CHECK(strlen(told->ns.name) < len);
	}
	CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_USAGE, 64), 0);
	CHECK_EQ(told->usage, 0x80 | 0x20);
	CHECK_EQ(tell(ca, LWS_TLS_CERT_INFO_USAGE, 64), 0);
	CHECK_EQ(told->usage, 0xffffffffu);
	CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_OPAQUE_PUBLIC_KEY, 91), 0);
	CHECK_EQ(told->ns.len, 91);
	CHECK_EQ(told->ns.name[0], 0x30);
	CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_OPAQUE_PUBLIC_KEY, 90), -1);
	CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_VALIDITY_FROM, 64), 0);
	CHECK(told->time > 1700000000);
	CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_VALIDITY_TO, 64), 0);
	CHECK(told->time > 1700000000);
	CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_VERIFIED, 64), -1);
	CHECK_EQ(tell(leaf, 99, 64), -1);
	CHECK_EQ(tell(leaf, -1, 64), -1);
#if LWS_LIBRARY_VERSION_NUMBER >= 4003000
	CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_DER_RAW, 4096), 0);
	CHECK(told->ns.len > 300);
	CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_DER_RAW, 300), -1);
	CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID, 64), 0);
	CHECK_EQ(told->ns.len, 20);
	CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_SUBJECT_KEY_ID, 64), 0);
	CHECK_EQ(told->ns.len, 20);
	CHECK_EQ(tell(leaf, LWS_TLS_CERT_INFO_AUTHORITY_KEY_ID_ISSUER, 64), 1);
#endif
	CHECK_EQ(lws_x509_verify(leaf, ca, NULL), 0);
	CHECK_EQ(lws_x509_verify(leaf, ca, "localhost"), 0);
	CHECK_EQ(lws_x509_verify(ca, ca, "Test CA"), 0);
	CHECK_EQ(lws_x509_verify(ca, ca, "Another"), -1);
	CHECK_EQ(lws_x509_verify(ca, leaf, NULL), -1);

	CHECK_EQ(lws_x509_create(&empty), 0);
	CHECK_EQ(lws_x509_parse_from_pem(empty, "nothing", 7), -1);
	CHECK_EQ(lws_x509_info(empty, LWS_TLS_CERT_INFO_COMMON_NAME, told, 64), -1);
	lws_x509_destroy(&empty);
	CHECK(!empty);
	lws_x509_destroy(&empty);
	lws_x509_destroy(&leaf);
	lws_x509_destroy(&ca);
	free(told);
	puts("ok");
	return 0;
}
