/*
 * mail.c -- a letter as a mail (RFC 5322), given to one mail server by SMTP.
 *
 * Everything in its head is ours or has passed address_ok(); its content is ASCII, so nothing is
 * encoded and no line can become another header.
 */
#include "lantern/courier.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lantern/clock.h"
#include "lantern/clockwork/transfer.h"
#include "lantern/config.h"
#include "lantern/log.h"

#include "lantern/banned.h"

#define MAIL_MAX 4096

struct mail {
	struct courier courier;
	struct transfers *transfers;
	const char *url, *from, *user;
	char password[SECRET_SETTING_MAX];
};

/* The day of a mail is written in English, whatever the locale, and in UTC. */
static void
mail_date(int64_t us, char *out, size_t size)
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	time_t s = (time_t)(us / CLOCK_US);
	struct tm t;

	(void)gmtime_r(&s, &t);
	snprintf(out, size, "%.3s, %02d %.3s %d %02d:%02d:%02d +0000", &days[(size_t)t.tm_wday * 3],
		 t.tm_mday, &months[(size_t)t.tm_mon * 3], t.tm_year + 1900, t.tm_hour, t.tm_min,
		 t.tm_sec);
}

/* With its line ends as they go over the wire. */
static void
put_lines(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\n')
			(void)fputc('\r', out);
		(void)fputc(*text, out);
	}
}

static char *
mail_write(const struct mail *mail, const struct letter *letter)
{
	char *text = NULL, date[40];
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (out == NULL)
		log_die("mail_no_memory");
	mail_date(letter->now_us, date, sizeof(date));
	(void)fprintf(out,
		      "Date: %s\r\n"
		      "From: Lantern <%s>\r\n"
		      "To: <%s>\r\n"
		      "Subject: %s\r\n"
		      "Message-ID: <%s@%s>\r\n"
		      "List-Id: Lantern <lantern.%s>\r\n"
		      "Auto-Submitted: auto-generated\r\n"
		      "X-Auto-Response-Suppress: All\r\n"
		      "MIME-Version: 1.0\r\n"
		      "Content-Type: text/plain; charset=utf-8\r\n"
		      "Content-Transfer-Encoding: 7bit\r\n"
		      "\r\n",
		      date, mail->from, letter->to, letter->subject, letter->id, letter->host,
		      letter->host);
	put_lines(out, letter->body);
	if (fclose(out) != 0)
		log_die("mail_no_memory");
	return text;
}

static void
mail_ended(struct courier_desk *desk, const struct transfer_end *end)
{
	struct courier_answer answer = {said_by_mail(end->code), end->words};

	desk->done(desk, &answer);
}

static void
mail_send(struct courier *courier, const struct letter *letter, struct courier_desk *desk)
{
	struct mail *mail = (struct mail *)courier;
	char from[300], to[300];

	snprintf(from, sizeof(from), "<%s>", mail->from);
	snprintf(to, sizeof(to), "<%s>", letter->to);
	transfers_start(mail->transfers,
			&(struct transfer_order){.url = mail->url,
						 .from = from,
						 .to = to,
						 .user = mail->user,
						 .password = mail->password,
						 .content = mail_write(mail, letter),
						 .ended = mail_ended,
						 .desk = desk});
}

static void
mail_free(struct courier *courier)
{
	free(courier);
}

struct courier *
courier_mail(const struct config *config, struct transfers *transfers)
{
	struct mail *mail;

	if (*config->mail_url == '\0')
		return NULL;
	if ((mail = calloc(1, sizeof(*mail))) == NULL)
		log_die("mail_no_memory");
	mail->courier = (struct courier){"mail", mail_send, mail_free};
	mail->transfers = transfers;
	mail->url = config->mail_url;
	mail->from = config->mail_from;
	mail->user = config->mail_user;
	if (!config_secret(config->mail_password, mail->password))
		log_die("mail_password_unreadable");
	return &mail->courier;
}
