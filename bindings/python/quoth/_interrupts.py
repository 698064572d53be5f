"""Long calls into the library that Ctrl-C gets out of."""

import threading


def interruptible(call, *arguments):
    """call(*arguments), made so that Ctrl-C raises KeyboardInterrupt at once; the call itself is not stopped by it.

    Python sees a signal only between two steps of its main thread, so there the call is made by another one.
    """
    if threading.current_thread() is not threading.main_thread():
        return call(*arguments)
    answer = []

    def work():
        try:
            answer.append((call(*arguments), None))
        except BaseException as error:
            answer.append((None, error))

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join()
    value, error = answer.pop()
    if error is not None:
        try:
            raise error
        finally:
            del error  # it holds this frame
    return value
