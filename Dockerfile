# The journal for many users, as compose.yaml runs it. For yourself, scripts/serve is all you need.
FROM python:3.11-slim-bookworm

RUN useradd --system --create-home --home-dir /data levator
WORKDIR /srv/levator
COPY requirements-postgres.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements-postgres.txt
COPY gunicorn.conf.py manage.py ./
COPY journal journal
COPY tracker tracker
COPY templates templates
COPY static static
RUN LEVATOR_DATA=/tmp/build python manage.py collectstatic --no-input --verbosity 0 && rm -r /tmp/build

USER levator
VOLUME /data
ENV LEVATOR_DATA=/data MPLCONFIGDIR=/data/matplotlib PYTHONUNBUFFERED=1
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/ready', timeout=4)"]
CMD ["python", "-m", "journal", "--bind", "0.0.0.0:8000"]
