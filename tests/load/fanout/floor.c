/* The least a fan-out can cost: no server at all, a loop of send() over the sockets.
 *
 * A path that begins with /p makes a publisher; whatever it sends is written to everybody else. Nothing is checked.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <netinet/tcp.h>
#include <unistd.h>

enum { MOST = 65536 };
static const char answer[] =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: ICX+Yqv66kxgM0FcWaLWlFLwTAI=\r\n\r\n";
static unsigned char kind[MOST]; /* 1: not greeted, 2: viewer, 3: publisher */
static int viewers[MOST], place[MOST], count;

static void leave(int fd) {
    if (kind[fd] == 2) viewers[place[fd]] = viewers[--count], place[viewers[place[fd]]] = place[fd];
    kind[fd] = 0;
    close(fd);
}

static void fan_out(const unsigned char *payload, size_t n) {
    unsigned char frame[65536 + 4], *p = frame;
    *p++ = 0x81;
    if (n < 126) *p++ = n;
    else *p++ = 126, *p++ = n >> 8, *p++ = n;
    memcpy(p, payload, n);
    for (int i = 0; i < count; i++) (void)!send(viewers[i], frame, n + (p - frame), MSG_DONTWAIT | MSG_NOSIGNAL);
}

static void heard(int fd) {
    static unsigned char in[1 << 17];
    ssize_t n = recv(fd, in, sizeof in, 0);
    if (n <= 0) { leave(fd); return; }
    if (kind[fd] == 1) {
        (void)!send(fd, answer, sizeof answer - 1, MSG_NOSIGNAL);
        kind[fd] = memcmp(in, "GET /p", 6) ? 2 : 3;
        if (kind[fd] == 2) place[fd] = count, viewers[count++] = fd;
    } else if (kind[fd] == 3) {
        for (unsigned char *p = in; p + 8 <= in + n;) {
            size_t size = p[1] & 127, head = 6;
            if (size == 126) size = p[2] << 8 | p[3], head = 8;
            fan_out(p + head, size);
            p += head + size;
        }
    }
}

int main(int argc, char **argv) {
    struct epoll_event events[1024], event = {.events = EPOLLIN};
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(argc > 1 ? atoi(argv[1]) : 0)};
    int listener = socket(AF_INET, SOCK_STREAM, 0), one = 1, queue = epoll_create1(0);
    inet_pton(AF_INET, "127.0.0.1", &at.sin_addr);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (void *)&at, sizeof at) || listen(listener, 8192)) return 1;
    event.data.fd = listener;
    epoll_ctl(queue, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int n = epoll_wait(queue, events, 1024, -1);
        for (int i = 0; i < n; i++) {
            int fd = events[i].data.fd;
            if (fd != listener) { heard(fd); continue; }
            if ((fd = accept(listener, NULL, NULL)) < 0) continue;
            if (fd >= MOST) { close(fd); continue; }
            setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
            kind[fd] = 1, event.data.fd = fd;
            epoll_ctl(queue, EPOLL_CTL_ADD, fd, &event);
        }
    }
}
