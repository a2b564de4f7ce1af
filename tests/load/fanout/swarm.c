/* The load client of `make bench-fanout`: thousands of websockets in one epoll loop, far cheaper than any server.
 *
 * It is told on stdin, a line at a time, how to talk (see swarm.py for the words), then what to do, and answers each
 * deed with one line of JSON. Every message it publishes carries a mark, '^', eight letters, '^', which is the number
 * of the message; when each was due is remembered here. So a frame may hold many messages or a part of one, in
 * any wrapping, and what is lost, double or out of order shows.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { STEPS = 8, MARK = 10, HEAD = 256, MOST = 1 << 21, CHUNK = 1 << 18, BUCKETS = 2048, TRIES = 8 };
enum state { IDLE, OPENING, ASKING, SHAKING, TALKING, READY, WAITING, DEAD };
enum mode { QUIET, CONNECT, PACED, CLOSED, DRAIN };

struct role { char *request, *handshake, *say[STEPS], *await[STEPS]; int says, awaits, from, count; };
struct conn {
    int fd, step, tries;
    enum state state;
    unsigned char stalled, publisher, opcode, in_frame, marked, head_n, tail_n;
    unsigned char head[14], tail[MARK], first[HEAD];
    char own[64];
    uint32_t first_n, place, read, said;
    uint64_t left;
    int64_t began, again_at;
};
struct message { int64_t due, last; uint32_t place, count; };
struct histogram { uint64_t total, worst, bucket[BUCKETS]; };

static struct role viewers, publishers;
static struct conn *conns;
static struct message *messages;
static char **tickets;
static int ticket_n, ticket_at, all, live, failed, settled, pending, retries, lost_sockets, stalled_closed;
static int per_address = 45, at_once = 128, stalled, small_buffer = 32768, epoll_fd, next_open, open_until, next_publisher;
static struct sockaddr_in target = {.sin_family = AF_INET};
static char *template, *delivery = "", *heard, *answer, *refusal, first_failure[160];
static struct sweep { int64_t every, from, done; char *text; } pings; /* each connection in turn, every so often */
static uint32_t ack_frames;
static char *ack;
static uint32_t sent, base, placed, unfinished;
static uint64_t deliveries, frames, bytes, gaps, backwards, refused, resets;
static struct histogram lag, last_lag, joining;
static enum mode mode = QUIET;
static int64_t began, ends, progress, patience = 5000000;
static double rate;
static int outstanding;
static struct rusage usage_before;
static unsigned char chunk[CHUNK];

static int64_t now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

/* --- histograms: 32 steps to every doubling, so within 3 % --------------------------------------------------- */
static void note(struct histogram *h, int64_t us) {
    uint64_t value = us < 0 ? 0 : us;
    int shift = value < 64 ? 0 : 58 - __builtin_clzll(value);
    h->bucket[shift * 32 + (value >> shift)]++;
    h->total++;
    if (value > h->worst) h->worst = value;
}

static double share_ms(const struct histogram *h, double share) {
    uint64_t want = h->total * share, seen = 0;
    if (!h->total) return -1;
    for (int i = 0; i < BUCKETS; i++) {
        seen += h->bucket[i];
        if (seen > want) {
            int shift = i < 64 ? 0 : i / 32 - 1;
            return ((uint64_t)(i - shift * 32) << shift) / 1000.0;
        }
    }
    return h->worst / 1000.0;
}

/* --- writing: text frames masked with zeros, which is allowed and free ---------------------------------------- */
static void put(struct conn *c, int opcode, const void *data, size_t n) {
    unsigned char frame[8192], *p = frame;
    if (n > sizeof frame - 8) return;
    *p++ = 0x80 | opcode;
    if (n < 126) *p++ = 0x80 | n;
    else *p++ = 0x80 | 126, *p++ = n >> 8, *p++ = n;
    memset(p, 0, 4);
    memcpy(p + 4, data, n);
    n += p + 4 - frame;
    if (send(c->fd, frame, n, MSG_DONTWAIT | MSG_NOSIGNAL) != (ssize_t)n && c->state == READY) refused++;
}

static void letters(char *out, uint32_t number) {
    for (int i = 7; i >= 0; i--, number >>= 4) out[i] = 'a' + (number & 15);
}

/* Fill in a text: %T is the next ticket of the file, %O the one that this connection asked for itself, %M the mark of
 * message `number`, %I an id never used before, %F how many frames were read. Returns its length. */
static size_t filled(struct conn *c, char *out, size_t room, const char *text, uint32_t number) {
    static uint32_t ids;
    char *p = out;
    for (; *text && p < out + room - 300; text++) {
        if (*text != '%' || !text[1] || !strchr("TOMIF", text[1])) { *p++ = *text; continue; }
        switch (*++text) {
        case 'T': p += sprintf(p, "%.200s", ticket_at < ticket_n ? tickets[ticket_at++] : ""); break;
        case 'O': p += sprintf(p, "%s", c->own); break;
        case 'M': *p++ = '^', letters(p, number), p += 8, *p++ = '^'; break;
        case 'I': p += sprintf(p, "n%010u", ++ids); break;
        case 'F': p += sprintf(p, "%u", c->read);
        }
    }
    return p - out;
}

static void say(struct conn *c, const char *text, uint32_t number) {
    char out[8000];
    put(c, 1, out, filled(c, out, sizeof out, text, number));
}

/* --- opening and ending ---------------------------------------------------------------------------------------- */
static struct role *role(const struct conn *c) { return c->publisher ? &publishers : &viewers; }

static void settle(void) { if (mode == CONNECT) settled++, pending--; }

static void shut(struct conn *c) {
    if (c->fd >= 0) close(c->fd);
    c->fd = -1;
}

/* A connection is refused or ends. While it comes in, it comes back after a random wait, as the protocol says. */
static void lose(struct conn *c, int may_return, const char *why) {
    enum state before = c->state;
    shut(c);
    c->state = DEAD;
    if (before == READY) {
        if (c->stalled) { /* she comes back, and stalls again */
            stalled_closed++, c->state = WAITING, c->again_at = now_us() + drand48() * 2e6;
            return;
        }
        lost_sockets++;
        if (c->publisher) return;
        live--;
        for (uint32_t i = base; i < sent; i++)
            if (messages[i].count == (uint32_t)live && live && messages[i].place) unfinished--;
        return;
    }
    if (may_return && c->tries < TRIES) {
        double bound = 500000 * (double)(1 << c->tries++);
        c->again_at = now_us() + drand48() * (bound > 8e6 ? 8e6 : bound);
        c->state = WAITING, retries++;
        return;
    }
    if (!failed++) snprintf(first_failure, sizeof first_failure, "%.150s", why);
    settle();
}

static void start_opening(struct conn *c) {
    int i = c - conns, one = 1, place = i / per_address;
    struct sockaddr_in from = {.sin_family = AF_INET};
    from.sin_addr.s_addr = htonl(0x7f010001 + (place / 200 << 8) + place % 200);
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(c->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
    if (c->stalled) setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &small_buffer, sizeof small_buffer);
    c->state = OPENING, c->step = 0, c->in_frame = c->head_n = c->tail_n = 0, c->first_n = c->read = c->said = 0, c->left = 0;
    if (!c->tries) c->began = now_us();
    struct epoll_event event = {.events = EPOLLOUT | EPOLLIN, .data.ptr = c};
    if (c->fd < 0 || bind(c->fd, (void *)&from, sizeof from) || epoll_ctl(epoll_fd, EPOLL_CTL_ADD, c->fd, &event) ||
        (connect(c->fd, (void *)&target, sizeof target) && errno != EINPROGRESS))
        lose(c, 0, strerror(errno));
}

static void go_on(struct conn *c) {
    struct role *r = role(c);
    if (c->step < r->says && *r->say[c->step]) say(c, r->say[c->step], 0);
    if (c->step < r->awaits) return;
    c->state = READY, c->place = placed, c->again_at = 0;
    if (!c->publisher && !c->stalled) live++;
    note(&joining, now_us() - c->began);
    settle();
    if (c->stalled) epoll_ctl(epoll_fd, EPOLL_CTL_MOD, c->fd, &(struct epoll_event){.events = EPOLLRDHUP, .data.ptr = c});
}

static void send_head(struct conn *c, const char *text, enum state next) {
    char out[8000];
    size_t n = filled(c, out, sizeof out, text, 0);
    c->state = next;
    if (send(c->fd, out, n, MSG_NOSIGNAL) < 0) lose(c, 1, strerror(errno));
}

static void opened(struct conn *c) {
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error) { lose(c, 1, strerror(error)); return; }
    epoll_ctl(epoll_fd, EPOLL_CTL_MOD, c->fd, &(struct epoll_event){.events = EPOLLIN, .data.ptr = c});
    if (role(c)->request) send_head(c, role(c)->request, ASKING);
    else send_head(c, role(c)->handshake, SHAKING);
}

/* The ticket that was asked for over HTTP: the body comes in one piece. The socket is opened on the same connection. */
static void asked(struct conn *c, char *text, size_t n) {
    static const char key[] = "\"ticket\": \"";
    text[n < CHUNK ? n : CHUNK - 1] = 0;
    if (!strncmp(text, "HTTP/1.1 ", 9) && strncmp(text + 9, "200", 3)) {
        text[strcspn(text, "\r\n")] = 0;
        lose(c, atoi(text + 9) == 503 || atoi(text + 9) == 429, text);
        return;
    }
    char *at = strstr(text, key);
    if (!at) return;
    at += sizeof key - 1;
    snprintf(c->own, sizeof c->own, "%.*s", (int)strcspn(at, "\""), at);
    send_head(c, role(c)->handshake, SHAKING);
}

/* --- reading ---------------------------------------------------------------------------------------------------- */
static int publish(int64_t due) {
    for (int i = 0; i < publishers.count; i++) {
        struct conn *c = &conns[publishers.from + next_publisher++ % publishers.count];
        if (c->state != READY || sent >= MOST) continue;
        messages[sent] = (struct message){.due = due};
        unfinished++;
        say(c, template, sent++);
        return 1;
    }
    return 0;
}

static void delivered(struct conn *c, uint32_t number, int64_t now) {
    if (number >= sent) return;
    struct message *m = &messages[number];
    if (!m->place) m->place = ++placed;
    if (m->place <= c->place) { backwards++; return; }
    if (m->place != c->place + 1) gaps++;
    c->place = m->place;
    if (number < base) return;
    deliveries++, c->marked = 1, progress = now;
    note(&lag, now - m->due);
    if (++m->count != (uint32_t)live) return;
    m->last = now, unfinished--;
    note(&last_lag, now - m->due);
    if (mode == CLOSED && now < ends) publish(now);
}

static int read_mark(struct conn *c, const unsigned char *p, int64_t now) {
    uint32_t number = 0;
    if (p[MARK - 1] != '^') return 0;
    for (int i = 1; i < MARK - 1; i++) {
        if (p[i] < 'a' || p[i] > 'p') return 0;
        number = number << 4 | (p[i] - 'a');
    }
    if (!c->publisher && !c->stalled && !strncmp((char *)c->first, delivery, strlen(delivery))) delivered(c, number, now);
    return 1;
}

/* Find the marks in a piece of a frame; one that is cut off at its end is kept for the next piece. */
static void scan(struct conn *c, const unsigned char *p, size_t n, int64_t now) {
    while (c->tail_n && n) {
        c->tail[c->tail_n++] = *p++, n--;
        if (c->tail_n == MARK) {
            c->tail_n = 0;
            if (!read_mark(c, c->tail, now)) {
                unsigned char again[MARK];
                memcpy(again, c->tail, MARK);
                scan(c, again + 1, MARK - 1, now);
            }
        }
    }
    for (const unsigned char *at; n && (at = memchr(p, '^', n));) {
        n -= at - p, p = at;
        if (n < MARK) { memcpy(c->tail, p, n), c->tail_n = n; return; }
        int step = read_mark(c, p, now) ? MARK : 1;
        p += step, n -= step;
    }
}

static int begins(const struct conn *c, const char *what) {
    return what && !strncmp((const char *)c->first, what, strlen(what));
}

/* As `welcome` tells each connection a number of its own, so that not all answer in one moment. */
static void acknowledge(struct conn *c) {
    uint32_t every = ack_frames / 2 + (c - conns) * 7919 % (ack_frames / 2 + 1);
    if (++c->read - c->said < every || c->state != READY) return;
    say(c, ack, 0);
    c->said = c->read;
}

static void frame_ended(struct conn *c) {
    c->first[c->first_n] = 0;
    frames += c->marked, c->marked = 0;
    if (c->opcode < 3 && ack) acknowledge(c);
    if (c->opcode == 9) { put(c, 10, c->first, c->first_n); return; }
    if (c->opcode == 8) {
        int code = c->first_n > 1 ? c->first[0] << 8 | c->first[1] : 0;
        char why[40];
        sprintf(why, "closed with %d", code);
        lose(c, code >= 4000 && code < 4500, why);
        return;
    }
    if (begins(c, heard)) say(c, answer, 0);
    if (refusal && c->publisher && c->state == READY && strstr((char *)c->first, refusal)) refused++;
    if (c->state == READY && !strncmp((char *)c->first, "{\"kind\":\"reset\"", 15)) resets++;
    if (c->state != TALKING) return;
    char *wait = strstr((char *)c->first, "\"retry_after_ms\":");
    if (begins(c, role(c)->await[c->step])) c->step++, go_on(c);
    else if (wait && atoi(wait + 17)) c->again_at = now_us() + atoi(wait + 17) * 1000LL, retries++;
}

static void feed(struct conn *c, const unsigned char *p, size_t n, int64_t now) {
    while (n || (c->in_frame && !c->left)) {
        if (c->in_frame) {
            size_t take = n < c->left ? n : c->left, keep = HEAD - 1 - c->first_n;
            if (keep > take) keep = take;
            memcpy(c->first + c->first_n, p, keep), c->first_n += keep;
            if (c->state == READY && c->opcode < 8) scan(c, p, take, now);
            p += take, n -= take, c->left -= take;
            if (c->left) return;
            c->in_frame = 0;
            frame_ended(c);
            if (c->fd < 0) return;
            continue;
        }
        c->head[c->head_n++] = *p++, n--;
        int wide = c->head_n < 2 ? 0 : (c->head[1] & 127) == 126 ? 2 : (c->head[1] & 127) == 127 ? 8 : 0;
        if (c->head_n < 2 + wide) continue;
        c->left = wide ? 0 : c->head[1] & 127;
        for (int i = 0; i < wide; i++) c->left = c->left << 8 | c->head[2 + i];
        c->opcode = c->head[0] & 15;
        c->in_frame = 1, c->head_n = c->tail_n = 0, c->first_n = 0;
    }
}

static void shake(struct conn *c, unsigned char *p, size_t n, int64_t now) {
    /* A server may send frames right behind its answer, so the head is taken apart byte by byte; it comes once. */
    for (; n; p++, n--) {
        if (c->first_n < HEAD - 1) c->first[c->first_n++] = *p;
        c->tail_n = *p == '\n' ? c->tail_n + 1 : *p == '\r' ? c->tail_n : 0;
        if (c->tail_n == 2) break;
    }
    if (!n) return;
    c->first[c->first_n] = 0, c->tail_n = 0;
    if (strncmp((char *)c->first, "HTTP/1.1 101", 12)) {
        c->first[strcspn((char *)c->first, "\r\n")] = 0;
        int status = atoi((char *)c->first + 9);
        lose(c, status == 503 || status == 429, (char *)c->first);
        return;
    }
    c->first_n = 0, c->state = TALKING;
    go_on(c);
    feed(c, p + 1, n - 1, now);
}

static void incoming(struct conn *c) {
    ssize_t n = recv(c->fd, chunk, sizeof chunk, 0);
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) { lose(c, 1, n ? strerror(errno) : "closed without a word"); return; }
    if (c->state == READY) bytes += n;
    if (c->state == ASKING) asked(c, (char *)chunk, n);
    else if (c->state == SHAKING) shake(c, chunk, n, now_us());
    else feed(c, chunk, n, now_us());
}

/* --- deeds ------------------------------------------------------------------------------------------------------- */
static double cpu_us(void) {
    struct rusage u, *b = &usage_before;
    getrusage(RUSAGE_SELF, &u);
    return (u.ru_utime.tv_sec - b->ru_utime.tv_sec + u.ru_stime.tv_sec - b->ru_stime.tv_sec) * 1e6 +
           (u.ru_utime.tv_usec - b->ru_utime.tv_usec + u.ru_stime.tv_usec - b->ru_stime.tv_usec);
}

static void begin(enum mode which) {
    mode = which, began = progress = now_us(), base = sent, unfinished = 0;
    deliveries = frames = bytes = gaps = backwards = refused = resets = 0;
    memset(&lag, 0, sizeof lag), memset(&last_lag, 0, sizeof last_lag);
    getrusage(RUSAGE_SELF, &usage_before);
}

static void tell_joined(void) {
    double took = now_us() - began;
    printf("{\"ready\":%d,\"failed\":%d,\"retries\":%d,\"seconds\":%.4f,\"p50_ms\":%.1f,\"p99_ms\":%.1f,"
           "\"client_share\":%.3f,\"first_failure\":\"%s\"}\n",
           settled - failed, failed, retries, took / 1e6, share_ms(&joining, 0.5), share_ms(&joining, 0.99),
           cpu_us() / took, first_failure);
}

static void tell_run(void) {
    double took = now_us() - began;
    uint64_t wanted = (uint64_t)(sent - base) * live;
    printf("{\"messages\":%u,\"deliveries\":%llu,\"undelivered\":%lld,\"frames\":%llu,\"bytes\":%llu,\"gaps\":%llu,"
           "\"backwards\":%llu,\"refused\":%llu,\"resets\":%llu,\"unfinished\":%u,\"live\":%d,\"lost_sockets\":%d,"
           "\"stalled_closed\":%d,\"seconds\":%.4f,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"last_p50_ms\":%.2f,"
           "\"last_p99_ms\":%.2f,\"client_share\":%.3f}\n",
           sent - base, (unsigned long long)deliveries, (long long)(wanted - deliveries), (unsigned long long)frames,
           (unsigned long long)bytes, (unsigned long long)gaps, (unsigned long long)backwards,
           (unsigned long long)refused, (unsigned long long)resets, unfinished, live, lost_sockets, stalled_closed,
           took / 1e6, share_ms(&lag, 0.5), share_ms(&lag, 0.99), share_ms(&last_lag, 0.5), share_ms(&last_lag, 0.99),
           cpu_us() / took);
}

static void finish(void) {
    if (mode == CONNECT) tell_joined(); else tell_run();
    fflush(stdout);
    mode = QUIET;
}

static void start_connecting(const char *who) {
    if (!conns) {
        all = viewers.count + publishers.count, publishers.from = viewers.count;
        conns = calloc(all, sizeof *conns), messages = calloc(MOST, sizeof *messages);
        pings.from = now_us();
        for (int i = 0; i < all; i++) {
            conns[i].fd = -1;
            conns[i].publisher = i >= viewers.count;
            conns[i].stalled = i < stalled;
        }
    }
    struct role *r = strcmp(who, "publishers") ? &viewers : &publishers;
    next_open = r->from, open_until = r->from + r->count;
    settled = failed = retries = 0;
    memset(&joining, 0, sizeof joining);
    begin(CONNECT);
}

/* Whose turn it is by now. Whoever reads nothing keeps pinging. */
static void keep_pinging(int64_t now) {
    if (!pings.text || !all) return;
    for (int64_t upto = (now - pings.from) * all / pings.every; pings.done < upto; pings.done++)
        if (conns[pings.done % all].state == READY) say(&conns[pings.done % all], pings.text, 0);
}

/* Those who were told to come back or to ask again do so; who waits too long has failed. */
static void keep_coming_back(int64_t now) {
    static int64_t looked;
    if (now - looked < (mode == CONNECT ? 10000 : 100000)) return;
    looked = now;
    for (int i = 0; i < all; i++) {
        struct conn *c = &conns[i];
        if (c->state == WAITING && now >= c->again_at) start_opening(c);
        else if (c->state == TALKING && c->again_at && now >= c->again_at) c->again_at = 0, go_on(c);
        else if (c->state < READY && c->state > IDLE && now - c->began > 30000000) lose(c, 0, "no answer in 30 s");
    }
}

static void keep_connecting(void) {
    while (next_open < open_until && pending < at_once) pending++, start_opening(&conns[next_open++]);
    if (next_open == open_until && pending <= 0) finish();
}

static void tick(int64_t now) {
    keep_pinging(now);
    if (mode == CONNECT || stalled) keep_coming_back(now);
    if (mode == CONNECT) keep_connecting();
    while (mode == PACED) {
        int64_t due = began + (sent - base) * 1e6 / rate;
        if (due > now) break;
        if (due >= ends || !publish(due)) mode = DRAIN;
    }
    if (mode == CLOSED && now - progress > 3000000) publish(progress = now); /* some were lost: go on without them */
    if (mode == CLOSED && now >= ends) mode = DRAIN;
    if (mode == DRAIN && (!unfinished || now > ends + patience)) finish();
}

static char *unescaped(const char *from) {
    char *text = strdup(from), *p = text;
    for (const char *q = from; *q; q++)
        if (*q == '\\' && q[1]) { q++; *p++ = *q == 'n' ? '\n' : *q == 'r' ? '\r' : *q; }
        else *p++ = *q;
    *p = 0;
    return text;
}

static void read_tickets(const char *path) {
    FILE *file = fopen(path, "r");
    char line[512];
    if (!file) return;
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\r\n")] = 0;
        tickets = realloc(tickets, (ticket_n + 1) * sizeof *tickets);
        tickets[ticket_n++] = strdup(line);
    }
    fclose(file);
}

static void obey(char *line) {
    char *space = strchr(line, ' '), *rest = space ? space + 1 : line + strlen(line);
    if (space) *space = 0;
    struct role *r = !strncmp(line, "publisher.", 10) ? &publishers : &viewers;
    char *word = strchr(line, '.') ? strchr(line, '.') + 1 : line;
    if (!strcmp(word, "port")) target.sin_port = htons(atoi(rest)), inet_pton(AF_INET, "127.0.0.1", &target.sin_addr);
    else if (!strcmp(word, "count")) r->count = atoi(rest);
    else if (!strcmp(word, "handshake")) r->handshake = unescaped(rest);
    else if (!strcmp(word, "request")) r->request = unescaped(rest);
    else if (!strcmp(word, "say")) r->say[r->says++] = strdup(rest);
    else if (!strcmp(word, "await")) r->await[r->awaits++] = strdup(rest);
    else if (!strcmp(word, "tickets")) read_tickets(rest);
    else if (!strcmp(word, "publish")) template = strdup(rest);
    else if (!strcmp(word, "delivery")) delivery = strdup(rest);
    else if (!strcmp(word, "refusal")) refusal = strdup(rest);
    else if (!strcmp(word, "ping")) pings.every = atoll(rest) * 1000, pings.text = strdup(strchr(rest, ' ') + 1);
    else if (!strcmp(word, "ack")) ack_frames = atoi(rest), ack = strdup(strchr(rest, ' ') + 1);
    else if (!strcmp(word, "heard")) heard = strdup(rest);
    else if (!strcmp(word, "answer")) answer = strdup(rest);
    else if (!strcmp(word, "stalled")) stalled = atoi(rest);
    else if (!strcmp(word, "at_once")) at_once = atoi(rest);
    else if (!strcmp(word, "patience")) patience = atof(rest) * 1e6;
    else if (!strcmp(word, "connect")) start_connecting(rest);
    else if (!strcmp(word, "paced")) {
        double seconds = 0;
        sscanf(rest, "%lf %lf", &rate, &seconds);
        begin(PACED), ends = began + seconds * 1e6;
    } else if (!strcmp(word, "closed")) {
        double seconds = 0;
        sscanf(rest, "%d %lf", &outstanding, &seconds);
        begin(CLOSED), ends = began + seconds * 1e6;
        for (int i = 0; i < outstanding; i++) publish(began);
    } else fprintf(stderr, "what is %s?\n", line), exit(2);
}

static void listen_to_orders(void) {
    static char buffer[1 << 16];
    static size_t n;
    ssize_t got = read(0, buffer + n, sizeof buffer - 1 - n);
    if (got <= 0) exit(0);
    buffer[n += got] = 0;
    for (char *end; (end = strchr(buffer, '\n'));) {
        *end = 0;
        obey(buffer);
        n -= end + 1 - buffer;
        memmove(buffer, end + 1, n + 1);
    }
}

int main(void) {
    struct epoll_event events[1024], orders = {.events = EPOLLIN, .data.ptr = NULL};
    epoll_fd = epoll_create1(0);
    epoll_ctl(epoll_fd, EPOLL_CTL_ADD, 0, &orders);
    for (;;) {
        int64_t now = now_us(), wait = mode == QUIET || mode == CONNECT ? 2000 : 1000;
        if (mode == PACED) {
            int64_t due = began + (sent - base) * 1e6 / rate - now;
            wait = due < 0 ? 0 : due < wait ? due : wait;
        }
        struct timespec most = {.tv_nsec = wait * 1000};
        int n = epoll_pwait2(epoll_fd, events, 1024, &most, NULL);
        for (int i = 0; i < n; i++) {
            struct conn *c = events[i].data.ptr;
            if (!c) listen_to_orders();
            else if (c->state == OPENING) opened(c);
            else if (c->stalled && c->state == READY) { if (events[i].events & (EPOLLHUP | EPOLLERR | EPOLLRDHUP)) lose(c, 0, ""); }
            else if (c->fd >= 0) incoming(c);
        }
        tick(now_us());
    }
}
