"""Scripts that run inside the environment that is looked at, as child processes, and say in JSON what they see there.

They need the standard library of Python 3.10 and nothing of this program: other packages are what they try out.
"""
