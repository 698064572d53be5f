"""Long calls into the library that Ctrl-C gets out of."""

import threading


def interruptible(call, *arguments, left=None):
    """call(*arguments), made so that Ctrl-C raises KeyboardInterrupt at once; the call itself is not stopped by it.

    left  a list: a call that goes on is to end before Python does, and its thread is put there. What it raises is told on
          standard error, as of any thread

    Python sees a signal only between two steps of its main thread, so there the call is made by another one.
    """
    if threading.current_thread() is not threading.main_thread():
        return call(*arguments)
    answer, done, nobody_waits = [], threading.Event(), threading.Event()

    def work():
        value = error = None
        try:
            value = call(*arguments)
        except BaseException as raised:
            if left is not None and nobody_waits.is_set():
                raise
            error = raised
        answer.append((value, error))
        done.set()
        if nobody_waits.is_set():  # a traceback may keep the list for long, and what was opened would stay open
            answer.clear()

    worker = threading.Thread(target=work, daemon=left is None)
    try:
        try:
            worker.start()
        except RuntimeError:  # Python is about to end, and begins no more threads
            return call(*arguments)
        done.wait()  # not join(): interrupted, it takes a thread that runs for one that has ended (CPython 3.11)
    except BaseException:
        nobody_waits.set()
        answer.clear()
        if left is not None and worker.is_alive():
            left.append(worker)
        raise
    value, error = answer.pop()
    if error is not None:
        try:
            raise error
        finally:
            del error  # it holds this frame
    return value
